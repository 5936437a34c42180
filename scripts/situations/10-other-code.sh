# A stored result of other code is told.

other_code() {
  train other
  expect 0 'test MAE'
  never 'was made by'
  echo '# another commit' >>requirements/bench.txt
  git -c user.name=situations -c user.email=situations@localhost commit --quiet --all --message 'Another commit'
  train other
  expect 0 'was made by commit .*--fresh makes it again'
  cp "$work/happened" "$work/said"
  notebook other "import { loadOrTrain } from 'rlel';
await loadOrTrain({ benchmark: 'PN', method: 'direct', seed: 7 });"
  expect 0
  texts other | grep -q 'was made by commit' || fault 'the notebook says nothing'
  train other --fresh
  expect 0 'test MAE'
  train other
  never 'was made by'
  cp "$work/said" "$work/happened"
}
try 'a run of another commit, by `run` and in a notebook' 'told in a line; `--fresh` makes it again' other_code

# What TensorFlow says when it starts goes to the record of the run.

quiet_start() {
  attempt node bin/rlel.cjs doctor
  never 'port\.cc|absl::|oneDNN custom'
  train quiet
  expect 0 'test MAE'
  never 'port\.cc|absl::|oneDNN custom'
  grep -h 'oneDNN custom' "$work"/quiet/runs/*/environment.json >"$work/happened" || fault 'environment.json has no such line'
  happened "environment.json: $(cat "$work/happened")"
}
try 'TensorFlow’s lines in `doctor` and a training' 'in the run’s record, not on the screen' quiet_start

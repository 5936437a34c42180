# Set-up changes nothing that is in use.

holds_installation() { find -L "/proc/$1/fd" -maxdepth 1 -samefile .setup/in-use | grep -q .; }

rebuild_under_training() {
  start node bin/rlel.cjs run --benchmark PN --method rlel --seed 5 --results "$work/running"
  local training=$!
  wait_for 30 holds_installation "$training"
  attempt scripts/setup.sh
  expect 0 'setup: ready'
  echo 'export const more = 1;' >src/more.ts
  attempt scripts/setup.sh
  expect 1 'in use' "process $training: node bin/rlel.cjs run"
  attempt make clean
  expect 2 "process $training: node bin/rlel.cjs run"
  cp "$work/happened" "$work/said"
  wait "$training" || fault "the training failed: $(tail -n 1 "$work/started")"
  rm src/more.ts
  cp "$work/said" "$work/happened"
}
try '`make setup` with changed sources, and `make clean`, while a training runs' 'refused, naming it; the training ends well' rebuild_under_training

rebuild_under_kernel() {
  echo 'export const more = 1;' >src/more.ts
  write_notebook busy 'await new Promise((resolve) => setTimeout(resolve, 600_000));'
  start run_notebook busy
  wait_for 60 pgrep -f "$kit/scripts/kernel.cjs"
  attempt scripts/setup.sh
  expect 1 'process .*kernel.cjs'
  rm src/more.ts
}
try 'the same while a notebook runs' 'refused, naming the kernel' rebuild_under_kernel

start_under_rebuild() {
  start flock --exclusive --no-fork .setup/in-use sleep 5
  wait_for 10 holds_installation $!
  attempt node bin/rlel.cjs list
  expect 0 'waiting for the set-up that is under way'
}
try 'a command starts while set-up changes the installation' 'it says that it waits, and goes on' start_under_rebuild

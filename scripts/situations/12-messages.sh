# Messages in place of stack traces.

failed_setup() {
  mv dist "$work/dist"
  echo "const wrong: number = 'text';" >src/wrong.ts
  attempt scripts/setup.sh
  expect 1
  attempt node bin/rlel.cjs doctor
  rm src/wrong.ts
  mv "$work/dist" dist
  expect 1 'make setup' 'step build.*log-build.txt'
  cp "$work/happened" "$work/said"
  attempt scripts/setup.sh
  expect 0
  cp "$work/said" "$work/happened"
}
try 'doctor after a set-up that failed' 'names the step and its log' failed_setup

other_device() {
  attempt env RLEL_DEVICE=tpu scripts/setup.sh
  expect 1 'RLEL_DEVICE=tpu: expected cpu or gpu'
}
try '`RLEL_DEVICE=tpu make setup`' 'refused' other_device

other_processor() {
  mkdir -p "$work/bin"
  printf '#!/bin/sh\n[ "$1" = -m ] && echo aarch64 || echo Linux\n' >"$work/bin/uname"
  chmod +x "$work/bin/uname"
  attempt env PATH="$work/bin:$PATH" scripts/setup.sh
  expect 1 'this processor is aarch64'
}
try 'a processor other than x86-64' 'refused at once' other_processor

limited() { (ulimit -v 1500000 && "$@"); }
little_memory() {
  attempt limited scripts/setup.sh
  expect 1 'too little memory'
  attempt limited node bin/rlel.cjs run --benchmark PN --method direct
  expect 1 'too little memory'
}
try 'too little memory for set-up and a training (`ulimit -v`)' 'a message' little_memory

no_notebook() {
  attempt make notebooks NOTEBOOKS=nosuch
  expect 2 'nosuch.*no such notebook'
}
try '`make notebooks NOTEBOOKS=nosuch`' 'the notebooks that there are' no_notebook

file_as_store() {
  touch "$work/file"
  attempt node bin/rlel.cjs run --benchmark PN --method direct --results "$work/file"
  expect 1 'not a folder'
}
try '`--results FILE`' 'a message' file_as_store

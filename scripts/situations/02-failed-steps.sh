# A step of set-up that fails is said, with the reason, and done again.

type_error() {
  echo "const wrong: number = 'text';" >src/wrong.ts
  for _ in first again; do
    attempt scripts/setup.sh
    expect 1 "src/wrong.ts\(1,7\): error TS2322"
    never 'ready'
  done
  rm src/wrong.ts
  attempt scripts/setup.sh
  expect 0 'setup: ready'
  happened "error TS2322 in src/wrong.ts is shown, twice; without the file: $(tail -n 1 "$work/output")"
}
try 'a type error in `src/`' 'the compiler’s line, not "ready"; so again; mended it is done' type_error

no_headers() {
  local addon=node_modules/@tensorflow/tfjs-node-gpu/lib
  cp -a "$addon" .setup/addon "$work/"
  printf '#!/bin/sh\nexec g++ -nostdinc++ "$@"\n' >"$work/bare-g++"
  chmod +x "$work/bare-g++"
  rm .setup/addon
  attempt env CXX="$work/bare-g++" scripts/setup.sh
  expect 1 'fatal error: .*No such file' 'setup: The header .* was not found'
  cp "$work/happened" "$work/said"
  rm -rf "$addon"
  mv "$work/lib" "$addon"
  mv "$work/addon" .setup/addon
  attempt scripts/setup.sh
  expect 0 'setup: ready'
  cp "$work/said" "$work/happened"
}
try 'the compiler has no headers' 'the header is named' no_headers

no_compiler() {
  attempt env CXX=/nowhere/g++ scripts/setup.sh
  expect 1 'the compiler /nowhere/g\+\+ is missing'
}
try 'there is no compiler' 'it is named before anything is done' no_compiler

lost_part() {
  rm .venv/share/jupyter/kernels/rlel/kernel.json
  attempt scripts/setup.sh
  expect 0 'setup: kernel done'
}
try 'a part of what a step made is gone' 'the step is done again' lost_part

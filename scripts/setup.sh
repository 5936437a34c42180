#!/usr/bin/env bash
# Makes the project ready: npm's packages, .venv with TensorFlow and JupyterLab, the compiled package, TensorFlow's addon
# for Node.js and the notebooks' kernel: a step each, in scripts/setup/. A step whose inputs have not changed is skipped.
# PYTHON names the Python to use, CXX the compiler, RLEL_DEVICE=cpu|gpu the TensorFlow to install.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/environment.sh"
source "$root/scripts/setup/reasons.sh"
cd "$root"

address_space=4096 # MB, as in bin/limits.cjs

export PYTHON=${PYTHON:-python3} CXX=${CXX:-g++} device

problem() {
  echo "setup: $1"
  problems=$((problems + 1))
}

# All checks run, so that one call names everything that is missing.
check_machine() {
  problems=0
  [ "$(uname -s)" = Linux ] || problem "this is $(uname -s); TensorFlow's addon is built for Linux (on Windows: use WSL)"
  [ "$(uname -m)" = x86_64 ] || problem "this processor is $(uname -m); the kit's TensorFlow is built for x86-64"
  [[ $root != *:* ]] || problem "there is a colon in the path $root, where Python makes no environment: rename the folder"
  [[ ${RLEL_DEVICE:-cpu} =~ ^(cpu|gpu)$ ]] || problem "RLEL_DEVICE=$RLEL_DEVICE: expected cpu or gpu"
  [ "$(ulimit -v)" = unlimited ] || [ "$(ulimit -v)" -ge $((address_space * 1024)) ] ||
    problem "too little memory: the address space is limited to $(($(ulimit -v) / 1024)) MB (ulimit -v), $address_space are needed"
  check_node
  check_python
  command -v "$CXX" >/dev/null || problem "the compiler $CXX is missing: apt-get install g++, or name one with CXX=..."
  [ "$problems" = 0 ] || exit 1
}

check_node() {
  if ! command -v node >/dev/null; then
    problem 'Node.js is missing: install Node.js 20 or newer'
  elif ! node_version=$(node -p process.versions.node 2>&1); then
    problem "Node.js does not run: $(last_words "$node_version")"
  elif [ "${node_version%%.*}" -lt 20 ]; then
    problem "Node.js $node_version is too old: install Node.js 20 or newer"
  fi
  command -v npm >/dev/null || problem 'npm is missing: it comes with Node.js (on Debian: apt-get install npm)'
}

check_python() {
  local version='import sys; print(sys.version.replace("\n", " "))'
  if ! command -v "$PYTHON" >/dev/null; then
    problem "$PYTHON is missing: install Python 3.10 to 3.13, or name one with PYTHON=..."
  elif ! python_version=$("$PYTHON" -I -c "$version" 2>&1); then
    problem "$PYTHON does not run: $(last_words "$python_version")"
  elif ! [[ $python_version =~ ^3\.1[0-3]\. ]]; then
    problem "$PYTHON is Python ${python_version%% *}; TensorFlow 2.21 needs 3.10 to 3.13: install one and name it, as in PYTHON=python3.12 make setup"
  elif ! "$PYTHON" -I -c 'import venv, ensurepip' 2>/dev/null; then
    problem "$PYTHON cannot make virtual environments: install python3-venv (apt-get install python3-venv)"
  fi
}

# What a command said that does not run.
last_words() {
  if grep -qE "$no_memory" <<<"$1"; then
    echo 'there is too little memory (see also ulimit -a)'
  else
    tail -n 1 <<<"$1"
  fi
}

# A GPU set-up also runs without a GPU, so a folder shared with a machine that has none keeps it.
choose_device() {
  if [ -n "${RLEL_DEVICE:-}" ]; then
    echo "$RLEL_DEVICE"
  elif compgen -G '.venv/lib/python*/site-packages/nvidia' >/dev/null || nvidia-smi -L 2>/dev/null | grep -q '^GPU'; then
    echo gpu
  else
    echo cpu
  fi
}

one_at_a_time() {
  exec 9>>.setup/lock
  if ! lock 9; then
    echo "setup: waiting for another set-up in this folder (process $(cat .setup/lock))"
    flock 9
  fi
  echo $$ >.setup/lock
}

# What each step is made of, and what it leaves.
declare -A key proof
describe_steps() {
  proof[npm]='node_modules/.package-lock.json node_modules/typescript/bin/tsc node_modules/rlel/package.json'
  key[npm]=$(hash_of npm package.json package-lock.json </dev/null)
  proof[python]='.venv/bin/python .venv/bin/jupyter-lab .venv/lib/python*/site-packages/tensorflow/libtensorflow_cc.so.2'
  key[python]=$(hash_of python requirements/constraints.txt requirements/notebooks.txt "requirements/$device.txt" \
    scripts/setup/pip.py <<<"$root $python_version")
  proof[build]='dist/cli.js dist/index.js dist/engine/tensorflow.js'
  key[build]=$({ echo "${key[npm]}"; find src -name '*.ts' | sort | xargs -d '\n' sha256sum; } |
    hash_of build tsconfig.json tsconfig.build.json)
  proof[addon]='node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node node_modules/@tensorflow/tfjs-node-gpu/lib/dup2.node node_modules/@tensorflow/tfjs-node/package.json'
  key[addon]=$(hash_of addon src/engine/dup2.cc <<<"${key[npm]} ${key[python]} ${node_version%%.*}")
  proof[kernel]=.venv/share/jupyter/kernels/rlel/kernel.json
  key[kernel]=$(hash_of kernel <<<"${key[python]} $(command -v node)")
}

# hash_of STEP FILES...: of the step's script, the files and what comes on stdin
hash_of() { cat -- "scripts/setup/$1.sh" "${@:2}" - | sha256sum | cut -c1-16; }

has_left_proof() {
  local file
  for file in ${proof[$1]}; do if [ ! -e "$file" ]; then return 1; fi; done
}

is_done() { has_left_proof "$1" && [ "$(cat ".setup/$1" 2>/dev/null)" = "${key[$1]}" ]; }

# Does a step, in a shell of its own, which stops at the first command that fails; then its proof must be there.
step() {
  local name=$1 log=.setup/log-$1.txt start=$SECONDS status=0 reason
  if is_done "$name"; then return; fi
  rm -f ".setup/$name"
  printf 'setup: %-6s ...   (%s)\n' "$name" "$log"
  bash -euo pipefail "scripts/setup/$name.sh" >"$log" 2>&1 || status=$?
  if [ "$status" = 0 ] && has_left_proof "$name"; then
    echo "${key[$name]}" >".setup/$name"
    printf 'setup: %-6s done, %s s\n' "$name" $((SECONDS - start))
    return
  fi
  reason=$(reason_of "$name" "$status" "$log")
  echo "step $name: $reason Its log: $log" >>.setup/failed
  echo "setup: $name failed after $((SECONDS - start)) s; from $log:"
  excerpt "$log" | sed 's/^/  /'
  echo "setup: $reason Then start the same command again: finished steps are kept."
  return 1
}

# begin STEP starts it in a process group of its own, so that an interrupt ends it whole, and without set-up's locks.
running=()
begin() {
  set -m
  step "$1" </dev/null 8>&- 9>&- &
  running+=($!)
  set +m
}

finish() {
  local failed=0 job
  for job in "${running[@]}"; do wait "$job" || failed=1; done
  running=()
  [ "$failed" = 0 ] || exit 1
}

# An interrupt: pip removes its temporary files when it is asked to end; who has not ended after 3 s is ended.
stop() {
  local group=() job
  trap '' INT TERM HUP
  for job in "${running[@]}"; do group+=(-"$job"); done
  if [ ${#group[@]} -gt 0 ]; then
    kill -INT -- "${group[@]}" 2>/dev/null || true
    for _ in {1..30}; do
      kill -0 -- "${group[@]}" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL -- "${group[@]}" 2>/dev/null || true
  fi
  echo 'setup: interrupted; finished steps are kept, and the same command goes on with the others'
  exit "$1"
}

echo 'setup: checking this machine'
check_machine
mkdir -p .setup
one_at_a_time
device=$(choose_device)
describe_steps
for name in "${!proof[@]}"; do
  if is_done "$name"; then continue; fi
  own_installation setup
  break
done
trap 'stop 130' INT
trap 'stop 143' TERM HUP
: >.setup/failed # holds the steps that failed, for doctor; also there when set-up did not come to its end
begin npm
begin python
finish
for name in build addon kernel; do
  begin "$name"
  finish
done
rm .setup/failed
echo "setup: ready ($device, $SECONDS s)"

#!/usr/bin/env bash
# Makes the project ready: npm packages, .venv with TensorFlow and JupyterLab, TensorFlow's addon for Node, the
# compiled package and the notebook kernel. A step whose inputs have not changed is skipped.
# PYTHON names the Python to use, RLEL_DEVICE=cpu|gpu the TensorFlow to install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export PYTHON=${PYTHON:-python3}
tfjs=node_modules/@tensorflow/tfjs-node-gpu
kernel=.venv/share/jupyter/kernels/rlel

problem() {
  echo "setup: $1"
  problems=$((problems + 1))
}

# All checks run, so that one call names everything that is missing.
check_machine() {
  problems=0
  [ "$(uname -s)" = Linux ] || problem "this is $(uname -s); TensorFlow's addon is built for Linux (on Windows: use WSL)"
  check_node
  check_python
  command -v make >/dev/null || problem 'make is missing: apt-get install make'
  command -v g++ >/dev/null || problem 'g++ is missing: apt-get install g++'
  [ "$problems" = 0 ] || exit 1
}

check_node() {
  local version
  if ! version=$(node -p process.versions.node 2>/dev/null); then
    problem 'Node.js is missing: install Node.js 20 or newer'
  elif [ "${version%%.*}" -lt 20 ]; then
    problem "Node.js $version is too old: install Node.js 20 or newer"
  fi
  command -v npm >/dev/null || problem 'npm is missing: it comes with Node.js (on Debian: apt-get install npm)'
}

check_python() {
  local version
  if ! version=$("$PYTHON" -c 'import platform; print(platform.python_version())' 2>/dev/null); then
    problem "$PYTHON is missing: install Python 3.10 to 3.13, or name one with PYTHON=..."
  elif ! [[ $version =~ ^3\.1[0-3]\. ]]; then
    problem "$PYTHON is Python $version; TensorFlow 2.21 needs 3.10 to 3.13: install one and name it, as in PYTHON=python3.12 make setup"
  elif ! "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null; then
    problem "$PYTHON cannot make virtual environments: install python3-venv (apt-get install python3-venv)"
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

hash_of() { # the arguments' text and the files' contents on stdin's list
  { echo "$@"; xargs -r -d '\n' cat --; } | sha256sum | cut -c1-16
}

# step NAME KEY PROOF HINT: calls do_NAME unless it succeeded before with the same KEY and PROOF still exists.
step() {
  local name=$1 key=$2 proof=$3 hint=$4 log=.setup/log-$1.txt start=$SECONDS
  if [ -e "$proof" ] && [ "$(cat ".setup/$name" 2>/dev/null)" = "$key" ]; then return; fi
  rm -f ".setup/$name"
  if ! (set -e; "do_$name") >"$log" 2>&1; then
    printf 'setup: %s failed after %s s; the end of %s:\n' "$name" $((SECONDS - start)) "$log"
    tail -n 15 "$log" | sed 's/^/  /'
    printf 'setup: %s. Then start the same command again: finished steps are kept.\n' "$hint"
    return 1
  fi
  echo "$key" >".setup/$name"
  printf 'setup: %-7s %3s s\n' "$name" $((SECONDS - start))
}

do_npm() {
  npm ci --ignore-scripts --no-audit --no-fund
}

do_python() {
  "$PYTHON" -m venv --clear .venv
  .venv/bin/python -m pip install --retries 1 --disable-pip-version-check --no-input --no-compile \
    -c requirements/constraints.txt -r "requirements/$device.txt" -r requirements/notebooks.txt
}

do_addon() {
  local site
  site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
  rm -rf "$tfjs/deps" "$tfjs/build" "$tfjs/lib"
  mkdir -p "$tfjs/deps/lib"
  ln -s "$site/tensorflow/include" "$tfjs/deps/include"
  ln -s "$site/tensorflow/libtensorflow_cc.so.2" "$tfjs/deps/lib/libtensorflow.so"
  ln -s "$site/tensorflow/libtensorflow_framework.so.2" "$tfjs/deps/lib/libtensorflow_framework.so"
  export LDFLAGS JOBS=max
  LDFLAGS=$(runtime_paths "$site")
  use_own_headers
  (cd "$tfjs" && npx --no-install node-pre-gyp install --build-from-source)
  # danfojs asks for tfjs-node: both names must be one module, or there are two TensorFlows.
  rm -rf node_modules/@tensorflow/tfjs-node
  ln -s tfjs-node-gpu node_modules/@tensorflow/tfjs-node
  node -e "require('./dist/engine/tensorflow').tf.scalar(1).dataSync()"
}

# TensorFlow is loaded from its own folder, and not through deps/lib, as it looks for CUDA beside itself. The old tags
# hold for the libraries that TensorFlow opens later, too.
runtime_paths() {
  local paths=$1/tensorflow folder
  for folder in "$1"/nvidia/*/lib; do
    if [ -d "$folder" ]; then paths+=:$folder; fi
  done
  echo "-Wl,--disable-new-dtags -Wl,-rpath,$paths"
}

# Node's own archive brings its headers: with them node-gyp downloads nothing.
use_own_headers() {
  local prefix
  prefix=$(node -p 'path.resolve(process.execPath, "../..")')
  if [ -e "$prefix/include/node/node_api.h" ]; then export npm_config_nodedir=$prefix; fi
}

do_build() {
  rm -rf dist
  npm run build
  ln -sfn .. node_modules/rlel
}

# Absolute paths: Jupyter then needs neither node nor tslab in PATH.
do_kernel() {
  mkdir -p "$kernel"
  node -e '
    const [file, launcher] = process.argv.slice(1);
    const argv = [process.execPath, launcher, "{connection_file}"];
    const spec = { argv, display_name: "TypeScript (rlel)", language: "typescript" };
    require("fs").writeFileSync(file, JSON.stringify(spec, null, 2));
  ' "$kernel/kernel.json" "$PWD/scripts/kernel.cjs"
}

# The two downloads run side by side, each in a process group of its own, so that an interrupt ends them whole.
install_packages() {
  local npm_job python_job failed=0
  set -m
  step npm "$npm_key" node_modules/.package-lock.json 'Check that the npm registry can be reached' &
  npm_job=$!
  step python "$python_key" .venv/bin/python 'Check that the Python package index can be reached' &
  python_job=$!
  set +m
  trap 'kill -- -$npm_job -$python_job 2>/dev/null; exit 130' INT TERM
  wait "$npm_job" || failed=1
  wait "$python_job" || failed=1
  trap - INT TERM
  return "$failed"
}

check_machine
mkdir -p .setup
exec 9>.setup/lock
flock 9

device=$(choose_device)
node_version=$(node -p process.version)
npm_key=$(hash_of "$(uname -m)" <<<package-lock.json)
python_key=$(ls requirements/constraints.txt requirements/notebooks.txt "requirements/$device.txt" | hash_of "$PWD" "$("$PYTHON" -VV)")
build_key=$({ find src -type f | sort; ls tsconfig.json tsconfig.build.json; } | hash_of "$npm_key")
addon_key=$(hash_of "$npm_key" "$python_key" "${node_version%%.*}" </dev/null)
kernel_key=$(hash_of "$python_key" "$(command -v node)" </dev/null)

install_packages
step build "$build_key" dist/engine/tensorflow.js 'The compiler names the line to mend in src/'
step addon "$addon_key" "$tfjs/lib/napi-v8/tfjs_binding.node" 'The addon needs g++ with C++17 and the headers of Node.js'
step kernel "$kernel_key" "$kernel/kernel.json" 'The notebook kernel goes into .venv/share/jupyter'
echo "setup: ready ($device, $SECONDS s)"

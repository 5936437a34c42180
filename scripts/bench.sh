#!/usr/bin/env bash
# Times this kit against PyTorch; arguments are the benchmark's own (--help lists them). PyTorch goes into .venv-bench,
# unless BENCH_PYTHON names a Python that has it.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/environment.sh"
cd "$root"
share_installation

python=${BENCH_PYTHON:-.venv-bench/bin/python}
log=.setup/log-bench.txt

install_pytorch() {
  local key
  key=$(sha256sum requirements/bench.txt | cut -c1-16)
  if [ -e .venv-bench/bin/python ] && [ "$(cat .setup/bench 2>/dev/null)" = "$key" ]; then return; fi
  echo 'bench: installing PyTorch into .venv-bench'
  rm -f .setup/bench
  if ! { "${PYTHON:-python3}" -I -m venv --clear .venv-bench &&
    .venv-bench/bin/python -I scripts/setup/pip.py -r requirements/bench.txt; } >"$log" 2>&1; then
    printf 'bench: PyTorch could not be installed; the end of %s:\n' "$log"
    tail -n 15 "$log" | sed 's/^/  /'
    echo 'bench: check that the Python package index can be reached and that the disk has 8 GB to spare (the GPU build,'
    echo 'bench: which pip takes by default, is large), or name a Python that has PyTorch:'
    echo 'bench:   BENCH_PYTHON=/path/to/python make bench'
    exit 1
  fi
  echo "$key" >.setup/bench
}

mkdir -p .setup
if [ -z "${BENCH_PYTHON:-}" ]; then install_pytorch; fi
if ! version=$("$python" -c 'import numpy, torch; print(torch.__version__)' 2>"$log"); then
  echo "bench: $python cannot import PyTorch: $(tail -n 1 "$log")"
  echo 'bench: remove .venv-bench and start the same command again, or name another Python: BENCH_PYTHON=... make bench'
  exit 1
fi
echo "bench: PyTorch $version in $python"
node node_modules/typescript/bin/tsc -p tsconfig.bench.json
exec node dist-bench/bench/main.js --python "$python" "$@"

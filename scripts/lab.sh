#!/usr/bin/env bash
# lab.sh [FOLDER NOTEBOOK]
# Starts JupyterLab for this machine alone (127.0.0.1, with its token) in a folder, at a notebook in it; left out: the
# project's root, at the first notebook. PORT names the port, and it is an error when that is in use; left out: 8888, or
# the next that is free.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/environment.sh"
folder=$(realpath -- "${1:-$root}")
notebook=${2:-notebooks/00-start-here.ipynb}
cd "$root"

if [ ! -x .venv/bin/jupyter-lab ] || [ ! -e .venv/share/jupyter/kernels/rlel/kernel.json ]; then
  echo 'lab: JupyterLab or its kernel is missing: run `make setup` first' >&2
  exit 1
fi

# The machine's own Jupyter settings (/etc/jupyter) are left aside, too.
start='import jupyter_core.paths as paths
paths.SYSTEM_CONFIG_PATH.clear()
paths.SYSTEM_JUPYTER_PATH.clear()
from jupyterlab.labapp import main
main()'
options=(--ServerApp.ip=127.0.0.1 --ServerApp.root_dir="$folder" --ServerApp.log_level=WARN
  --LabApp.default_url="/lab/tree/$notebook" --LabApp.app_settings_dir="$PWD/scripts/jupyterlab"
  --LabApp.news_url=None --LabApp.extension_manager=readonly
  --KernelSpecManager.allowed_kernelspecs=rlel --KernelSpecManager.ensure_native_kernel=False)
if [ -n "${PORT:-}" ]; then options+=(--ServerApp.port="$PORT" --ServerApp.port_retries=0); fi
if [ "$(id -u)" = 0 ]; then options+=(--allow-root); fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then options+=(--no-browser); fi
share_installation
exec .venv/bin/python -I -c "$start" "${options[@]}"

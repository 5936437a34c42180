#!/usr/bin/env bash
# Removes everything that set-up and the build made.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/environment.sh"
own_installation clean
cd "$root"
rm -rf node_modules .venv .venv-bench .setup dist dist-bench coverage

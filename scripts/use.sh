#!/usr/bin/env bash
# use.sh COMMAND...
# Runs a command with the kit's own settings for Python and Jupyter, and keeps set-up from changing the installation
# until it ends.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/environment.sh"
share_installation
exec "$@"

#!/usr/bin/env bash
# situations.sh [POINT...]
# Tries the situations in scripts/situations/ (all, or some: `situations.sh 2 5`) and prints a table of what happened.
# They are tried in a clone of the last commit, in a folder of its own that goes at the end: it is set up in a path with a
# space, by a user whose settings are in the way. Set-up must be able to download. Exit status 1: there is a fault.
set -euo pipefail
root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
work=$(realpath -- "$(mktemp -d -t 'rlel situations XXXXXX')")
kit="$work/the kit"
source "$root/scripts/situations/helpers.sh"

trap 'end_started; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

prepare
for file in "$root"/scripts/situations/[0-9]*.sh; do
  name=$(basename "$file" .sh)
  point=$((10#${name%%-*}))
  if [ $# = 0 ] || [[ " $* " == *" $point "* ]]; then source "$file"; fi
done
print_table
[ "$faults" = 0 ]

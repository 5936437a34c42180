# Sourced by the scripts that use or make what set-up installs.
# Python, Jupyter and JupyterLab get the kit's own settings; which processes use the installation is known.
root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

unset_user_settings() {
  local name
  for name in "${!PYTHON@}" "${!JUPYTER@}"; do
    if [ "$name" != PYTHON ]; then unset "$name"; fi
  done
}
unset_user_settings
export JUPYTER_CONFIG_DIR=$root/.setup/jupyter JUPYTER_DATA_DIR=$root/.setup/jupyter/data

# Held by each process that uses the installation, as a shared lock, and by a set-up that changes it, exclusively. The
# system frees it when a process ends, however it ends. bin/rlel.cjs does the same as share_installation.
in_use=$root/.setup/in-use

# lock DESCRIPTOR [--shared]: fails where another process has the lock. On a file system without locks nobody has one.
lock() { flock --nonblock "${@:2}" "$1" 2>/dev/null || [ $? != 1 ]; }

# Keeps set-up from changing the installation, until this process and what it turns into (exec) end.
share_installation() {
  if [ ! -e "$in_use" ]; then return; fi
  exec 8<"$in_use"
  if lock 8 --shared; then return; fi
  echo "rlel: waiting for the set-up that is under way in $root" >&2
  flock --shared 8
}

# Takes the installation for this process alone, or names the processes that use it and fails.
own_installation() {
  local others
  mkdir -p "$root/.setup"
  exec 8>>"$in_use"
  if lock 8; then return; fi
  exec 8>&-
  echo "$1: not now, as the installation in $root is in use:"
  others=$(users_of_installation)
  printf '  %s\n' "${others:-a process on another machine, or of another user}"
  echo "$1: wait until they end, or stop them (a training saves when it is interrupted, and the same command continues it)."
  return 1
}

users_of_installation() {
  local process words
  { find -L /proc/[0-9]*/fd -maxdepth 1 -samefile "$in_use" 2>/dev/null || true; } | cut -d/ -f3 | sort -nu |
    while read -r process; do
      { words=$(tr '\0' ' ' <"/proc/$process/cmdline"); } 2>/dev/null || continue # it has ended
      printf 'process %s: %.120s\n' "$process" "$words"
    done
}

# Sourced by scripts/setup.sh: why a step failed, told by the end of its log.

no_memory='heap out of memory|process OOM|[Ff]ailed to (reserve|allocate)|[Cc]annot allocate memory|bad_alloc|MemoryError|ENOMEM|[Oo]ut of memory|Killed'

# The lines that say what went wrong; the end, where none looks like one; nothing of a process that lacked memory, whose
# last words are its stack.
excerpt() {
  if grep -qE "$no_memory" "$1"; then return; fi
  grep -E -m 15 -A 3 '(^|[ :])(fatal )?error( TS[0-9]+)?:|undefined reference|npm error|^ERROR:' "$1" || tail -n 15 "$1"
}

# reason_of STEP STATUS LOG: the reason, where the log shows it, and what to do.
reason_of() {
  local step=$1 status=$2 log=$3 header
  if [ "$status" = 137 ] || grep -qE "$no_memory" "$log"; then
    echo 'There was too little memory: set-up needs some 2 GB (see also ulimit -a).'
  elif grep -qE 'ENOSPC|EDQUOT|No space left on device|Disk quota exceeded' "$log"; then
    echo 'The disk is full: set-up needs some 4 GB, with a GPU 12 GB.'
  elif [ "$step" = npm ]; then
    echo 'Check that the npm registry can be reached.'
  elif [ "$step" = python ]; then
    echo 'Check that the Python package index can be reached.'
  elif [ "$step" = build ]; then
    echo 'The compiler names the line to mend in src/.'
  elif [ "$step" = addon ]; then
    reason_of_addon "$log"
  else
    echo 'The lines above say what is wrong.'
  fi
}

reason_of_addon() {
  local header
  header=$(sed -nE 's/.*error: ([^ ]+\.h|[a-z_]+): No such file or directory.*/\1/p' "$1" | head -n 1)
  case $header in
    node_api.h) echo "The headers of Node.js were not found: install them (nodejs-devel, or libnode-dev), or Node.js from nodejs.org." ;;
    tensorflow/*) echo "TensorFlow's header $header was not found: remove .venv." ;;
    ?*) echo "The header $header was not found: install the compiler with its library (apt-get install g++)." ;;
    *) echo "The compiler, or the addon when it was loaded, says what is wrong; it needs C++17 (g++ 9 or newer)." ;;
  esac
}

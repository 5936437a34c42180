# Set-up says what it does, and ends when it is told to.

first_line() {
  local began first waited
  read -r began _ <"$work/setup"
  read -r first _ < <(sed -n 2p "$work/setup")
  waited=$(((${first/./} - ${began/./}) / 1000))
  [ "$waited" -lt 1000 ] || fault "the first line came after $waited ms"
  happened "$(sed -n '2s/^[^ ]* //p' "$work/setup"), after $waited ms"
}
try 'the first line of a set-up' 'within a second' first_line

works_in() { find /proc/[0-9]*/cwd -lname "$1*" 2>/dev/null | grep -q .; }
is_idle() { ! works_in "$1"; }

two_setups() {
  local second="$work/second clone" first started
  git clone --quiet "$root" "$second"
  start env --default-signal=INT "$second/scripts/setup.sh" # also where this script runs in the background
  first=$!
  wait_for 60 grep -qE 'Processing|Collecting' "$second/.setup/log-python.txt"
  attempt timeout 10 "$second/scripts/setup.sh"
  expect 124 "waiting for another set-up in this folder \(process $first\)"
  cp "$work/happened" "$work/said"
  started=$SECONDS
  kill -INT -- "-$first"
  code=0
  wait "$first" || code=$?
  [ $code = 130 ] || fault "exit status $code after an interrupt"
  flock --nonblock "$second/.setup/lock" true || fault 'the lock is still held'
  wait_for 2 is_idle "$second"
  happened "$(cat "$work/said"); interrupted, all of it ended in $((SECONDS - started)) s"
}
try 'a second set-up beside the first; Ctrl-C in the first' 'it says for whom it waits; npm and pip end, the lock is free' two_setups

by_link() {
  ln -s "$kit" "$work/link"
  attempt "$work/link/scripts/setup.sh"
  expect 0 'setup: ready'
  never ' done'
}
try 'the clone by a link to it' 'nothing is installed again' by_link

# Sourced by scripts/situations.sh: $root is the project, $work the folder to work in, $kit the clone to try it with.

rows=()
faults=0

# try WHAT EXPECTED FUNCTION: calls the function in a shell of its own, in the clone, and makes a row of how it went.
try() {
  local started=$SECONDS outcome=good
  printf 'situations: %s, %s\n' "$point" "$1" >&2
  : >"$work/happened"
  set +e
  (
    set -e
    cd "$kit"
    "$3"
  ) >"$work/log" 2>&1
  [ $? = 0 ] || outcome=FAULT
  set -e
  if [ $outcome = FAULT ]; then
    faults=$((faults + 1))
    tail -n 40 "$work/log" | sed 's/^/    /' >&2
    [ -s "$work/happened" ] || tail -n 1 "$work/log" >"$work/happened"
  fi
  end_started
  rows+=("| $point | $1 | $2 | $(in_table <"$work/happened") | $((SECONDS - started)) | $outcome |")
}

# A line without what differs between machines, and without what a table cannot hold.
in_table() { sed -e "s|$kit|PROJECT|g; s|$work|FOLDER|g; s/|/\\\\|/g" | tr -s ' \n' ' ' | sed 's/^ //; s/ $//' | cut -c1-220; }

print_table() {
  printf '\n| point | situation | expected | what happened | s | |\n| --- | --- | --- | --- | --- | --- |\n'
  printf '%s\n' "${rows[@]}"
  printf '\n%s situations, %s faults\n' ${#rows[@]} "$faults"
}

# attempt COMMAND...: its output and exit status are what `expect` looks at.
attempt() {
  printf '$ %s\n' "$*"
  code=0
  "$@" >"$work/output" 2>&1 </dev/null || code=$?
  cat "$work/output"
}

# expect STATUS PATTERN...: of the last attempt; each pattern is in a line, and nothing is a stack trace.
expect() {
  local pattern
  [ "$code" = "$1" ] || fault "exit status $code in place of $1: $(tail -n 1 "$work/output")"
  for pattern in "${@:2}"; do
    grep -m 1 -E -- "$pattern" "$work/output" >"$work/happened" || fault "nothing of \"$pattern\": $(tail -n 1 "$work/output")"
  done
  never '^    at |^Traceback'
}

# never PATTERN: no line of the last attempt's output has it.
never() {
  local line
  line=$(grep -m 1 -E -- "$1" "$work/output") || return 0
  fault "it says: $line"
}

happened() { printf '%s\n' "$1" >"$work/happened"; }

fault() {
  happened "$1"
  exit 1
}

# start COMMAND...: beside what follows, as from a terminal of its own; its output goes to $work/started, and it ends with
# the situation. $! is its process, and its group.
start() {
  set -m
  "$@" >"$work/started" 2>&1 </dev/null &
  set +m
  echo $! >>"$work/groups"
}

end_started() {
  local groups
  [ -e "$work/groups" ] || return 0
  mapfile -t groups < <(sed 's/^/-/' "$work/groups")
  rm "$work/groups"
  kill -TERM -- "${groups[@]}" 2>/dev/null || return 0
  for _ in {1..50}; do
    kill -0 -- "${groups[@]}" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "${groups[@]}" 2>/dev/null || true
}

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
  local until=$((SECONDS + $1))
  until "${@:2}" >/dev/null 2>&1; do
    [ $SECONDS -lt $until ] || fault "after $1 s there is still no: ${*:2}"
    sleep 0.2
  done
}

# Settings of a user that are in the way of npm, pip, Python and Jupyter.
as_user_with_settings() {
  local home=$work/home
  mkdir -p "$home/.jupyter" "$home/python"
  printf 'c.ServerApp.contents_manager_class = "nosuch.Manager"\nc.ServerApp.base_url = "/elsewhere/"\n' \
    >"$home/.jupyter/jupyter_server_config.py"
  echo 'raise SystemExit("a module of the user")' | tee "$home/python/json.py" "$home/python/sitecustomize.py" >/dev/null
  env NODE_ENV=production npm_config_omit=dev npm_config_global=true npm_config_prefix="$home" npm_config_ignore_scripts=true \
    npm_config_bin_links=false npm_config_install_strategy=nested \
    PIP_TARGET="$home" PIP_USER=1 PIP_CONSTRAINT=/nowhere PIP_REQUIRE_VIRTUALENV=1 PIP_DRY_RUN=1 \
    PYTHONPATH="$home/python" PYTHONHOME=/nowhere PYTHONSTARTUP="$home/python/json.py" \
    JUPYTER_CONFIG_DIR="$home/.jupyter" JUPYTER_PATH="$home" JUPYTER_DATA_DIR=/nowhere "$@"
}

# The clone, set up. $work/setup holds the lines, each with the time that it came at.
prepare() {
  echo 'situations: a clone is set up' >&2
  git clone --quiet "$root" "$kit"
  local line
  echo "$EPOCHREALTIME began" >"$work/setup"
  as_user_with_settings make --no-print-directory -C "$kit" setup 2>&1 | while read -r line; do
    echo "$EPOCHREALTIME $line"
  done >>"$work/setup" || true
  cat "$work/setup" >&2
}

# write_notebook NAME CELL...
write_notebook() {
  node -e '
    const [file, ...sources] = process.argv.slice(1);
    const cells = sources.map((source, i) => ({
      cell_type: "code", id: `cell-${i}`, metadata: {}, execution_count: null, outputs: [], source,
    }));
    const metadata = { kernelspec: { name: "rlel", display_name: "TypeScript (rlel)", language: "typescript" } };
    require("fs").writeFileSync(file, JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
  ' "$work/$1.ipynb" "${@:2}"
}

# How a notebook is run without a browser; the runs that it trains are kept in a folder beside it.
run_notebook() { env RLEL_RESULTS="$work/$1" scripts/use.sh .venv/bin/python scripts/run-notebooks.py "$work/$1.ipynb"; }

# notebook NAME CELL...: is written and run.
notebook() {
  write_notebook "$@"
  attempt run_notebook "$1"
}

# texts NAME: what the notebook's cells wrote and showed, as text.
texts() {
  node -e '
    const { cells } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const outputs = cells.flatMap(({ outputs }) => outputs);
    for (const { text, data } of outputs) process.stdout.write([text ?? data?.["text/plain"] ?? ""].flat().join(""));
  ' "$work/$1.ipynb"
}

# train STORE WORDS...: the run that several situations need, of some seconds.
train() { attempt node bin/rlel.cjs run --benchmark PN --method direct --seed 7 --results "$work/$1" "${@:2}"; }

predictions() { cat "$work/$1"/runs/*/predictions.csv | sha256sum; }

# The kit's own settings of Python and Jupyter.

doctor_with_settings() {
  attempt as_user_with_settings node bin/rlel.cjs doctor
  expect 0 'No problems found'
}
try 'doctor under PYTHONPATH, PYTHONHOME, …' 'no problems' doctor_with_settings

lab_with_settings() {
  start as_user_with_settings env HOME="$work/home" PORT= DISPLAY= scripts/lab.sh
  wait_for 60 grep -q 'http://127.0.0.1:.*token=' "$work/started"
  local url
  url=$(grep -o -m 1 'http://127.0.0.1:[^ ]*' "$work/started")
  attempt node -e '
    const { origin, search } = new URL(process.argv[1]);
    fetch(`${origin}/api/contents/notebooks${search}`).then(async (answer) =>
      console.log(answer.status, `${(await answer.json()).content.length} files in notebooks/`));' "$url"
  expect 0 '^200 [1-9]'
}
try 'JupyterLab with a contents manager and a base URL in the user’s config' 'it lists the notebooks, at its own address' lab_with_settings

no_tensorflow() {
  local info
  info=$(ls -d .venv/lib/python*/site-packages/tensorflow*.dist-info)
  mv "$info" "$work/"
  attempt node bin/rlel.cjs doctor
  mv "$work/$(basename "$info")" "$info"
  expect 1 'TensorFlow is not found in .venv'
}
try 'doctor without TensorFlow in `.venv`' 'a problem' no_tensorflow

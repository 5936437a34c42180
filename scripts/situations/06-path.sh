# The project's path.

space() {
  attempt node bin/rlel.cjs doctor
  expect 0 'No problems found'
  train spaced
  expect 0 'test MAE'
}
try 'a space in the path' 'set-up, doctor and a training as elsewhere' space

colon() {
  git clone --quiet "$root" "$work/a:b"
  attempt "$work/a:b/scripts/setup.sh"
  expect 1 'there is a colon in the path'
}
try 'a colon in the path, which Python cannot have' 'refused at once, with the reason' colon

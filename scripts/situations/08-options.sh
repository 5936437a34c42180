# Options without effect, and lists with gaps, are refused.

no_effect() {
  attempt node bin/rlel.cjs run --benchmark PN --method lel --alpha 5
  expect 1 'alpha.*no effect'
}
try '`--method lel --alpha 5`' 'refused, naming the option' no_effect

gaps() {
  attempt node bin/rlel.cjs reproduce --seeds 1,,2
  expect 1 'item 2 of 3 is empty'
}
try '`--seeds 1,,2`' 'refused, naming the gap' gaps

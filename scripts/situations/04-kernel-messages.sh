# The kernel sends all that a cell shows.

many_lines() {
  notebook lines "import { show } from 'rlel';
for (let i = 1; i <= 2000; i++) console.log('line', i);
show.table([{ after: 'the lines' }]);" "console.log('next cell');"
  expect 0
  local lines
  lines=$(texts lines | grep -c '^line ')
  [ "$lines" = 2000 ] || fault "$lines of 2000 lines arrived"
  texts lines | grep -q 'the lines' || fault 'the table did not arrive'
  texts lines | grep -q 'next cell' || fault 'the next cell did not run'
  happened '2000 lines, the table and the next cell arrived'
}
try 'a cell prints 2,000 lines, then a table' 'all arrive, and the cell ends' many_lines

long_text() {
  notebook long "for (let i = 0; i < 30_000; i++) console.log('x'.repeat(99));"
  expect 0
  texts long | tail -n 1 | cut -c1-200 >"$work/happened"
  grep -q 'the rest is left out' "$work/happened" || fault 'nothing is said of a limit'
}
try 'a cell prints 3 MB' 'its output ends with the limit' long_text

surrogates() {
  notebook halves "console.log('half \\ud800 of a character');"
  expect 0 '1 of 1 notebooks ran'
}
try 'a cell prints half of a character' 'the runner writes the notebook' surrogates

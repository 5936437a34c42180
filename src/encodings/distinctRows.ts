/**
 * Makes all rows of a code distinct, in place: a row that repeats an earlier one has the fewest bits flipped that make
 * it new, the first in `order` first.
 * @param bits row-major [levels, width]; 2^width ≥ levels.
 * @param order the bits of a row in the order in which they may be given up.
 */
export function makeRowsDistinct(
  bits: Uint8Array,
  levels: number,
  width: number,
  order: (row: number) => readonly number[],
): void {
  const seen = new Set<string>();
  for (let n = 0; n < levels; n++) {
    const row = bits.subarray(n * width, (n + 1) * width);
    if (seen.has(row.join(''))) {
      const choices = order(n);
      for (let flips = 1; !flipUntilNew(row, choices, 0, flips, seen); flips++);
    }
    seen.add(row.join(''));
  }
}

/** Tries every set of `flips` bits from `choices` on; leaves the row changed when it has become new. */
function flipUntilNew(
  row: Uint8Array,
  choices: readonly number[],
  from: number,
  flips: number,
  seen: ReadonlySet<string>,
): boolean {
  if (flips === 0) return !seen.has(row.join(''));
  for (let i = from; i <= choices.length - flips; i++) {
    row[choices[i]] ^= 1;
    if (flipUntilNew(row, choices, i + 1, flips - 1, seen)) return true;
    row[choices[i]] ^= 1;
  }
  return false;
}

/**
 * Makes all rows of a code distinct, in place: a row that repeats an earlier one has single bits flipped, then pairs
 * of neighbours in `order`, until it is new.
 * @param bits row-major [levels, width].
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
      const flips = [...choices.map((m) => [m]), ...choices.slice(1).map((m, i) => [choices[i], m])];
      for (const flip of flips) {
        for (const m of flip) row[m] ^= 1;
        if (!seen.has(row.join(''))) break;
        for (const m of flip) row[m] ^= 1;
      }
    }
    seen.add(row.join(''));
  }
}

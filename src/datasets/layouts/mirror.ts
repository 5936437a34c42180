/** Pairs of landmarks that change places in a mirrored face, 0-based; the others lie in the middle. */
const PAIRS: Readonly<Record<29 | 68 | 98, readonly (readonly [number, number])[]>> = {
  29: [
    [0, 1],
    [2, 3],
    [4, 6],
    [5, 7],
    [8, 9],
    [10, 11],
    [12, 14],
    [13, 15],
    [16, 17],
    [18, 19],
    [22, 23],
  ],
  68: [
    ...mirrored(0, 16, 8),
    ...mirrored(17, 26, 5),
    [31, 35],
    [32, 34],
    ...mirrored(36, 45, 4),
    [40, 47],
    [41, 46],
    ...mirrored(48, 54, 3),
    [55, 59],
    [56, 58],
    ...mirrored(60, 64, 2),
    [65, 67],
  ],
  98: [
    ...mirrored(0, 32, 16),
    ...mirrored(33, 46, 5),
    ...mirrored(38, 50, 4),
    ...mirrored(55, 59, 2),
    ...mirrored(60, 72, 5),
    [65, 75],
    [66, 74],
    [67, 73],
    ...mirrored(76, 82, 3),
    ...mirrored(83, 87, 2),
    ...mirrored(88, 92, 2),
    [93, 95],
    [96, 97],
  ],
};

/** (first, last), (first + 1, last − 1), … */
function mirrored(first: number, last: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => [first + i, last - i]);
}

/** The landmark of the mirrored image that lies where landmark i does, for COFW (29), 300W (68) and WFLW (98). */
export function mirrorOf(points: 29 | 68 | 98): number[] {
  const result = Array.from({ length: points }, (_, i) => i);
  for (const [a, b] of PAIRS[points]) [result[a], result[b]] = [b, a];
  return result;
}

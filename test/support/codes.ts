import type { BinaryCode } from '../../src/encodings/code';

/** How many rows differ from all others. */
export const distinctRows = ({ values, levels, width }: BinaryCode): number =>
  new Set(Array.from({ length: levels }, (_, n) => values.subarray(n * width, (n + 1) * width).join(''))).size;

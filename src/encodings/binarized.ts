import type { BinaryCode, Code } from './code';

/**
 * A real-valued encoding as bits: 1 where E_{n,m} lies above the middle of bit m's range. Levels that were never seen
 * are left out, so that there may be fewer; the order is kept.
 * @param encoder [N, M], rows of NaN where a level was never seen.
 * @returns bits of the levels that were seen, [≤ N, M].
 */
export function binarized({ levels, width, values }: Code): BinaryCode {
  const seen = Array.from({ length: levels }, (_, n) => n).filter((n) => !Number.isNaN(values[n * width]));
  const bits = new Uint8Array(seen.length * width);
  for (let m = 0; m < width; m++) {
    const column = seen.map((n) => values[n * width + m]);
    const middle = (Math.min(...column) + Math.max(...column)) / 2;
    column.forEach((value, k) => {
      bits[k * width + m] = value > middle ? 1 : 0;
    });
  }
  return { levels: seen.length, width, values: bits };
}

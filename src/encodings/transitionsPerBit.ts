import type { Code } from './code';
import { requireCode } from './requireCode';

/**
 * Property 2 without scale: Σ_m Σ_n |E_{n,m} − E_{n+1,m}| over Σ_m (max_n E_{n,m} − min_n E_{n,m}), over neighbouring
 * levels that were seen. For a binary code it is the number of transitions of a bit; 1: every bit rises or falls once.
 * @param encoding [N, M], rows of NaN where a level was never seen.
 * @returns at least 1; NaN where no bit changes.
 * @throws RlelError for what is no code.
 */
export function transitionsPerBit(encoding: Code): number {
  requireCode(encoding, 'transitionsPerBit: encoding');
  const { levels, width, values } = encoding;
  let [transitions, ranges] = [0, 0];
  for (let m = 0; m < width; m++) {
    let [before, low, high] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let n = 0; n < levels; n++) {
      const value = values[n * width + m];
      if (Number.isNaN(value)) continue;
      if (!Number.isNaN(before)) transitions += Math.abs(value - before);
      before = value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    ranges += Math.max(0, high - low);
  }
  return transitions / ranges;
}

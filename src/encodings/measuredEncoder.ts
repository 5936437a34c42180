import { RlelError } from '../errors';
import { requireInteger, requireNumbers, requireOneOf } from '../input/check';
import type { Code } from './code';

/**
 * E_n: the mean of the codes of training samples whose quantised label is n.
 * Form `published-code` starts each mean with a vector of ones, as the published buckets do: (1 + Σ)/(1 + count).
 * @param codes row-major [K, M].
 * @param levels [K] integers in [0, N−1].
 * @param count N.
 * @returns values [N, M]; in form `paper` NaN rows for levels that never occur; and how often each level occurs.
 * @throws RlelError when the lengths do not fit, a level is out of range, or a code is no finite number.
 */
export function measuredEncoder(
  codes: ArrayLike<number>,
  levels: ArrayLike<number>,
  count: number,
  form: 'paper' | 'published-code' = 'paper',
): Code & { readonly values: Float32Array; readonly counts: Int32Array } {
  requireNumbers(codes, 'measuredEncoder: codes');
  requireNumbers(levels, 'measuredEncoder: levels');
  requireInteger(count, 'measuredEncoder: count', 1);
  requireOneOf(form, 'measuredEncoder: form', ['paper', 'published-code']);
  const width = codes.length / levels.length;
  if (!Number.isInteger(width) || width < 1) {
    throw new RlelError(
      `measuredEncoder: ${codes.length} code values for ${levels.length} levels, expected M a level.`,
    );
  }
  const first = form === 'paper' ? 0 : 1;
  const sums = new Float64Array(count * width).fill(first);
  const counts = new Int32Array(count);
  for (let k = 0; k < levels.length; k++) {
    const n = levels[k];
    if (!Number.isInteger(n) || n < 0 || n >= count) {
      throw new RlelError(`measuredEncoder: level ${n} of sample ${k}, expected an integer in [0, ${count - 1}].`);
    }
    counts[n] += 1;
    for (let m = 0; m < width; m++) sums[n * width + m] += codes[k * width + m];
  }
  const values = Float32Array.from(sums, (sum, i) => sum / (first + counts[Math.floor(i / width)]));
  return { levels: count, width, values, counts };
}

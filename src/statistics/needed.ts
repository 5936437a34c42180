import { noncentralt, studentt } from './distributions';

/** More are told as Infinity. */
const MOST = 100_000;

/** What a paired t test is to find. */
export interface Wanted {
  /** A mean difference, in the observations' unit. */
  readonly difference: number;
  /** Standard deviation of the paired differences. */
  readonly std: number;
  /** How probably it is to be found. */
  readonly power: number;
  /** Two-sided. */
  readonly alpha: number;
}

/** Power of a two-sided paired t test with n pairs; the far tail is left out, as R's power.t.test does. */
export function powerOf(n: number, effect: number, alpha: number): number {
  return 1 - noncentralt.cdf(studentt.inv(1 - alpha / 2, n - 1), n - 1, effect * Math.sqrt(n));
}

/**
 * How many observations (seeds, or benchmarks) a paired t test needs to find a mean difference.
 * @returns the smallest number, at least 2; Infinity where more than 100,000 would be needed.
 */
export function needed({ difference, std, power, alpha }: Wanted): number {
  const effect = Math.abs(difference) / std;
  if (!(effect > 0)) return Number.POSITIVE_INFINITY;
  if (effect > 1e6) return 2;
  let [low, high] = [1, 2];
  while (powerOf(high, effect, alpha) < power) {
    [low, high] = [high, 2 * high];
    if (high > MOST) return Number.POSITIVE_INFINITY;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (powerOf(middle, effect, alpha) < power) low = middle;
    else high = middle;
  }
  return high;
}

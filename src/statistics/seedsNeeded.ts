import { noncentralt, studentt } from './distributions';

/** More are told as Infinity. */
const MOST = 100_000;

/** Power of a two-sided paired t test with n pairs; the far tail is left out, as R's power.t.test does. */
function power(n: number, effect: number, alpha: number): number {
  return 1 - noncentralt.cdf(studentt.inv(1 - alpha / 2, n - 1), n - 1, effect * Math.sqrt(n));
}

/**
 * Seeds that are needed to resolve a mean difference between two methods that are run with the same seeds.
 * @param difference to be found, in the error's unit. @param std of the paired differences.
 * @returns the smallest number, at least 2; Infinity where more than 100,000 would be needed.
 */
export function seedsNeeded({
  difference,
  std,
  power: wanted = 0.8,
  alpha = 0.05,
}: {
  difference: number;
  std: number;
  power?: number;
  alpha?: number;
}): number {
  const effect = Math.abs(difference) / std;
  if (!(effect > 0)) return Number.POSITIVE_INFINITY;
  if (effect > 1e6) return 2;
  let [low, high] = [1, 2];
  while (power(high, effect, alpha) < wanted) {
    [low, high] = [high, 2 * high];
    if (high > MOST) return Number.POSITIVE_INFINITY;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (power(middle, effect, alpha) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

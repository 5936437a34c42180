import { mean, sampleStd } from './moments';

/** Cohen's d of paired differences: their mean over their standard deviation; not finite for differences alike. */
export const cohensD = (differences: readonly number[]): number => mean(differences) / sampleStd(differences);

/** Cliff's delta: P(x > y) − P(x < y) over all pairs, in [−1, 1]. */
export function cliffsDelta(x: readonly number[], y: readonly number[]): number {
  let sum = 0;
  for (const a of x) for (const b of y) sum += Math.sign(a - b);
  return sum / (x.length * y.length);
}

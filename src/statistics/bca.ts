import type { Random } from '../random/random';
import { normal } from './distributions';
import type { Interval } from './interval';
import { mean } from './moments';
import { quantile } from './quantile';

/**
 * Interval of a mean by the bias-corrected and accelerated bootstrap (Efron 1987, "Better bootstrap confidence intervals";
 * the acceleration by the jackknife). It assumes no normal distribution, but is too short for few values: for those a t
 * interval is the one to read, and this one a check.
 * @param values observations that are independent of each other, as means of clusters; at least one.
 * @param options.random the stream that chooses: the same stream gives the same interval.
 */
export function bcaInterval(
  values: readonly number[],
  { random, resamples, confidence }: { random: Random; resamples: number; confidence: number },
): Interval {
  const estimate = mean(values);
  const draws = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[random.integer(values.length)];
    draws[r] = sum / values.length;
  }
  draws.sort();
  const bias = normal.inv(shareBelow(draws, estimate), 0, 1);
  const acceleration = accelerationOf(values, estimate);
  const end = (p: number): number => {
    const shifted = bias + normal.inv(p, 0, 1);
    return quantile(draws, normal.cdf(bias + shifted / (1 - acceleration * shifted), 0, 1));
  };
  const tail = (1 - confidence) / 2;
  return { estimate, low: end(tail), high: end(1 - tail) };
}

/** Share of draws below a value, those equal to it by half. */
function shareBelow(draws: Float64Array, value: number): number {
  const sum = draws.reduce((count, draw) => count + (draw < value ? 1 : draw === value ? 0.5 : 0), 0);
  return sum / draws.length;
}

/** Σu³ / 6(Σu²)^1.5, where u is by how much the mean falls when a value is left out; 0 for values without spread. */
function accelerationOf(values: readonly number[], estimate: number): number {
  const influences = values.map((value) => value - estimate);
  const squares = influences.reduce((sum, u) => sum + u ** 2, 0);
  return squares > 0 ? influences.reduce((sum, u) => sum + u ** 3, 0) / (6 * squares ** 1.5) : 0;
}

import { RlelError } from '../errors';
import { requireArray, requireFunction, requireInteger, requireOptions } from '../input/check';
import { Random } from '../random/random';
import { type Interval, requireConfidence } from './interval';

/**
 * Percentile interval of a statistic over strata (benchmarks) by resampling within each (its seeds), as proposed by
 * Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice" (2021).
 * @param statistic of the strata, each with as many items as before.
 * @param options.random the stream that chooses: the same stream gives the same interval.
 * @throws RlelError when there is no stratum, or one is empty, or an option cannot be.
 */
export function stratifiedBootstrap<T>(
  strata: readonly (readonly T[])[],
  statistic: (resample: readonly (readonly T[])[]) => number,
  options: { random: Random; resamples?: number; confidence?: number },
): Interval {
  requireArray(strata, 'stratifiedBootstrap: strata');
  for (const stratum of strata) requireArray(stratum, 'stratifiedBootstrap: a stratum');
  requireFunction(statistic, 'stratifiedBootstrap: statistic');
  requireOptions(options, 'stratifiedBootstrap: options', ['random'], ['resamples', 'confidence']);
  const { random, resamples = 2000, confidence = 0.95 } = options;
  if (!(random instanceof Random))
    throw new RlelError("stratifiedBootstrap: random: expected a stream, as Random.from(seed, 'bootstrap').");
  requireInteger(resamples, 'stratifiedBootstrap: resamples', 1);
  requireConfidence(confidence, 'stratifiedBootstrap');
  if (strata.length === 0 || strata.some((stratum) => stratum.length === 0)) {
    throw new RlelError(`Bootstrap of ${strata.length} strata: expected at least one, and none of them empty.`);
  }
  const draws = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    draws[r] = statistic(strata.map((stratum) => stratum.map(() => stratum[random.integer(stratum.length)])));
  }
  draws.sort();
  const tail = (1 - confidence) / 2;
  return { estimate: statistic(strata), low: quantile(draws, tail), high: quantile(draws, 1 - tail) };
}

/** Linear between order statistics (R's type 7). @param sorted ascending, at least one. @param p in [0, 1]. */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

import type { Random } from '../random/random';
import { stratifiedBootstrap } from './bootstrap';
import type { Interval } from './interval';
import { mean } from './moments';

/** P(x < y) + ½ P(x = y) over all pairs. */
function share(x: readonly number[], y: readonly number[]): number {
  let below = 0;
  for (const a of x) for (const b of y) below += a < b ? 1 : a === b ? 0.5 : 0;
  return below / (x.length * y.length);
}

/**
 * How probably a run of one method has a lower error than a run of another on the same benchmark, the mean over
 * benchmarks (Agarwal et al. 2021, for errors instead of scores), with a stratified bootstrap interval: both methods'
 * seeds are resampled.
 * @param mine errors of the one method, a stratum a benchmark.
 * @param theirs of the other, the same benchmarks in the same order.
 * @throws RlelError when there is no stratum, or one is empty.
 */
export function probabilityOfImprovement(
  mine: readonly (readonly number[])[],
  theirs: readonly (readonly number[])[],
  options: { random: Random; resamples?: number; confidence?: number },
): Interval {
  const half = mine.length;
  return stratifiedBootstrap(
    [...mine, ...theirs],
    (all) => mean(all.slice(0, half).map((own, i) => share(own, all[half + i]))),
    options,
  );
}

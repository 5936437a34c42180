import { mean } from '../../statistics/moments';
import { benchmarksOf, groupBy, type Study } from '../evidence';
import { type RegularizedRun, regularizedRuns } from '../regularizerRuns';
import type { StoredEncoding } from '../storedEncoding';
import { storedEncodings } from '../storedEncoding';
import type { Stratum } from './judge';

/**
 * What turning one regularizer on does to a property of the encoding, by benchmark and seed: the largest weight against
 * 0, the other weight being the same (averaged over its values).
 * @param property of one output's encoding; averaged over a run's outputs.
 */
export function regularizerEffect(
  study: Study,
  weight: 'alpha' | 'beta',
  property: (encoding: StoredEncoding) => number,
): Stratum[] {
  const other = weight === 'alpha' ? 'beta' : 'alpha';
  const runs = regularizedRuns(study);
  const value = ({ run }: RegularizedRun): number => mean(storedEncodings(run).map(property));
  return benchmarksOf(study.runs)
    .map((name): Stratum => {
      const own = runs.filter(({ benchmark }) => benchmark === name);
      const lines = groupBy(own, (point) => JSON.stringify([point[other], point.run.config.seed]));
      const bySeed = new Map<number, number[]>();
      for (const points of lines.values()) {
        const ordered = [...points].sort((a, b) => a[weight] - b[weight]);
        const [off, on] = [ordered[0], ordered[ordered.length - 1]];
        if (off[weight] !== 0 || on[weight] === 0) continue;
        const { seed } = off.run.config;
        bySeed.set(seed, [...(bySeed.get(seed) ?? []), value(on) - value(off)]);
      }
      const effects = [...bySeed.values()];
      return { name, effects: effects.map(mean), runs: 2 * effects.flat().length };
    })
    .filter(({ effects }) => effects.length > 0);
}

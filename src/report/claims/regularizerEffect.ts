import { mean } from '../../statistics/moments';
import { benchmarksOf, type Evidence, groupBy, idsOf, type Study } from '../evidence';
import { haveLearned } from '../hasLearned';
import { type RegularizedRun, regularizedRuns } from '../regularizerRuns';
import { type Judgement, noteOf } from './claim';
import { judgeEffect } from './judge';
import { thresholdOf } from './protocol';
import type { Stratum } from './stratum';
import { type Measured, propertyOf } from './wellMeasured';

/**
 * Judges what turning one regularizer on does to a property of the encoding, by benchmark and seed: the largest weight against
 * 0, the other weight being the same (averaged over its values).
 * @param property of one output's encoding; averaged over a run's outputs.
 */
export function judgeRegularizer(
  study: Study,
  weight: 'alpha' | 'beta',
  property: (measured: Measured) => number,
  claim: string,
): Judgement {
  const other = weight === 'alpha' ? 'beta' : 'alpha';
  const runs = regularizedRuns(study);
  const levels = new Map<string, string>();
  const value = ({ run, benchmark }: RegularizedRun): number => {
    const { value: found, kept, levels: all } = propertyOf(run, property);
    if (kept < all) levels.set(benchmark, `${kept} of ${all} on ${benchmark}`);
    return found;
  };
  const strata = benchmarksOf(study.runs)
    .map((name): Stratum => {
      const own = runs.filter(({ benchmark }) => benchmark === name);
      const lines = groupBy(own, (point) => JSON.stringify([point[other], point.run.config.seed]));
      const bySeed = new Map<number, number[]>();
      const used: Evidence[] = [];
      for (const points of lines.values()) {
        const ordered = [...points].sort((a, b) => a[weight] - b[weight]);
        const [off, on] = [ordered[0], ordered[ordered.length - 1]];
        if (off[weight] !== 0 || on[weight] === 0) continue;
        const change = value(on) - value(off);
        if (Number.isNaN(change)) continue;
        const { seed } = off.run.config;
        bySeed.set(seed, [...(bySeed.get(seed) ?? []), change]);
        used.push(off.run, on.run);
      }
      const effects = new Map([...bySeed].map(([seed, changes]) => [seed, mean(changes)]));
      return { name, effects, runs: idsOf(used), learned: haveLearned(used) };
    })
    .filter(({ effects }) => effects.size > 0);
  const judged = judgeEffect(strata, thresholdOf(claim), claim);
  if (levels.size === 0) return judged;
  const kept = `levels with samples enough: ${[...levels.values()].join(', ')}`;
  return { ...judged, note: noteOf(judged.note, kept) };
}

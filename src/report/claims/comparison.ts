import { methodTitle } from '../colours';
import { benchmarksOf, type Evidence, requireMethod, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import type { RunClaim } from './claim';
import { judgeEffect, type Stratum } from './judge';

/** Runs of two methods with the same seed, so that both saw the same split and order of batches. */
export function pairs(study: Study, benchmark: string, method: string, other: string): [Evidence, Evidence][] {
  const others = new Map(tableRuns(study, benchmark, other).map((run) => [run.config.seed, run]));
  return tableRuns(study, benchmark, method).flatMap((run): [Evidence, Evidence][] => {
    const partner = others.get(run.config.seed);
    return partner ? [[run, partner]] : [];
  });
}

/** An effect of each pair of runs with one seed, by benchmark; benchmarks without a pair are left out. */
export const pairedStrata = (
  study: Study,
  method: string,
  other: string,
  effect: (mine: Evidence, theirs: Evidence) => number,
): Stratum[] =>
  benchmarksOf(study.runs)
    .map((benchmark): Stratum => {
      const both = pairs(study, benchmark, method, other);
      return { name: benchmark, effects: both.map(([mine, theirs]) => effect(mine, theirs)), runs: 2 * both.length };
    })
    .filter(({ effects }) => effects.length > 0);

/** By how much a run's error is larger than another's, % of the latter. */
export const relativeDifference = (mine: Evidence, theirs: Evidence): number => 100 * (mine.error / theirs.error - 1);

/** By benchmark and seed, how much larger the error of `method` is than that of `other`, in % of the latter. */
export function relativeDifferences(study: Study, method: string, other: string): Stratum[] {
  requireStudy(study, 'relativeDifferences');
  requireMethod(study, method);
  requireMethod(study, other);
  return pairedStrata(study, method, other, relativeDifference);
}

/** The claim that a method's error is below another's. */
export function below(method: string, other: string, claim: Pick<RunClaim, 'statement' | 'place'>): RunClaim {
  const [mine, theirs] = [methodTitle(method), methodTitle(other)];
  const name = `${method}-below-${other}`;
  return {
    about: 'runs',
    name,
    ...claim,
    needs: `${mine} and ${theirs} with the same seeds, at least two, on any of the benchmarks`,
    test: `mean over benchmarks of ${mine}’s relative difference in test error, pairs of a seed; supported when its 95 % stratified bootstrap interval lies below 0`,
    measures: `${mine}’s error against ${theirs}’s, %`,
    judge: (study) => judgeEffect(relativeDifferences(study, method, other), { below: 0 }, name),
  };
}

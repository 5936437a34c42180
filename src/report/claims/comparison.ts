import { holm } from '../../statistics/holm';
import type { PairedT } from '../../statistics/pairedT';
import { methodTitle } from '../colours';
import { benchmarksOf, type Evidence, idsOf, methodsOf, requireMethod, type Study, tableRuns } from '../evidence';
import { haveLearned } from '../hasLearned';
import { requireStudy } from '../requireStudy';
import type { RunClaim } from './claim';
import { judgeRatio } from './judge';
import { overSeeds } from './overSeeds';
import { thresholdOf } from './protocol';
import { sharedVariance } from './sharedVariance';
import type { Stratum } from './stratum';

/** Runs of two methods with the same seed, so that both saw the same data, split and order of batches. */
export function pairs(study: Study, benchmark: string, method: string, other: string): [Evidence, Evidence][] {
  const others = new Map(tableRuns(study, benchmark, other).map((run) => [run.config.seed, run]));
  return tableRuns(study, benchmark, method).flatMap((run): [Evidence, Evidence][] => {
    const partner = others.get(run.config.seed);
    return partner ? [[run, partner]] : [];
  });
}

/** An effect of each pair of runs, by the first's seed. */
export const stratumOf = (
  name: string,
  both: readonly (readonly [Evidence, Evidence])[],
  effect: (mine: Evidence, theirs: Evidence) => number,
): Stratum => ({
  name,
  effects: new Map(both.map(([mine, theirs]) => [mine.config.seed, effect(mine, theirs)])),
  ...(effect === logRatio ? { shared: sharedVariance(both) } : {}),
  runs: idsOf(both.flat()),
  learned: haveLearned(both.flat()),
});

/** An effect of each pair of runs with one seed, by benchmark; benchmarks without a pair are left out. */
export function pairedStrata(
  study: Study,
  method: string,
  other: string,
  effect: (mine: Evidence, theirs: Evidence) => number,
): Stratum[] {
  const present = methodsOf(study.runs);
  if (!present.includes(method) || !present.includes(other)) return [];
  return benchmarksOf(study.runs)
    .map((benchmark) => stratumOf(benchmark, pairs(study, benchmark, method, other), effect))
    .filter(({ effects }) => effects.size > 0);
}

/** Logarithm of a run's error over another's. */
export const logRatio = (mine: Evidence, theirs: Evidence): number => Math.log(mine.error / theirs.error);

/** By benchmark and seed, the logarithm of the error of `method` over that of `other`. */
export function logRatios(study: Study, method: string, other: string): Stratum[] {
  requireStudy(study, 'logRatios');
  requireMethod(study, method);
  requireMethod(study, other);
  return pairedStrata(study, method, other, logRatio);
}

/** RLEL against a method on one benchmark. */
export interface Pairwise {
  readonly benchmark: string;
  readonly method: string;
  /** Logarithms of RLEL's error over the other's, a seed each. */
  readonly effects: readonly number[];
  readonly learned: boolean;
  /** null: too few seeds. */
  readonly test: PairedT | null;
  /** Of the test, by Holm over all benchmarks and methods. */
  readonly corrected: number | null;
  /** Names of the runs behind it. */
  readonly runs: readonly string[];
}

/** RLEL against each method on each benchmark, by t over seeds, corrected for their number. */
export function pairwise(study: Study): Pairwise[] {
  const all = methodsOf(study.runs)
    .filter((method) => method !== 'rlel')
    .flatMap((method) => pairedStrata(study, 'rlel', method, logRatio).map((stratum) => ({ method, ...stratum })))
    .map(({ method, name, effects, shared, runs, learned = true }) => {
      const values = [...effects.values()];
      return { benchmark: name, method, effects: values, learned, runs, test: overSeeds(values, shared) };
    });
  const tested = all.flatMap(({ test }) => test ?? []);
  const corrected = new Map(holm(tested.map(({ p }) => p)).map((p, i) => [tested[i], p]));
  const order = benchmarksOf(study.runs);
  return all
    .map((one): Pairwise => ({ ...one, corrected: (one.test && corrected.get(one.test)) ?? null }))
    .sort((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark));
}

/** How claims about errors over benchmarks are tested. */
export const BY_T =
  'by t over benchmarks (FLDx and FLDx_s, which share their images, count once; of one benchmark, over at least 5 seeds), corrected by Holm over the claims about errors';

/** The claim that a method's error is below another's. */
export function below(method: string, other: string, claim: Pick<RunClaim, 'statement' | 'place'>): RunClaim {
  const [mine, theirs] = [methodTitle(method), methodTitle(other)];
  const name = `${method}-below-${other}`;
  const { claimed } = thresholdOf(name);
  return {
    about: 'runs',
    name,
    ...claim,
    needs: `${mine} and ${theirs} with the same seeds, on at least 3 benchmarks, or with 5 seeds on one`,
    test: `geometric mean of ${mine}’s error over ${theirs}’s, pairs of a seed; supported when it is below 1 ${BY_T}${claimed === undefined ? '' : `; smaller than claimed when it falls short of the paper’s ${claimed} %, tested alike`}`,
    measures: `${mine}’s error against ${theirs}’s, %`,
    judge: (study) => judgeRatio(pairedStrata(study, method, other, logRatio), thresholdOf(name), name),
  };
}

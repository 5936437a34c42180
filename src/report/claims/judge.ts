import { RlelError } from '../../errors';
import {
  requireArray,
  requireNumber,
  requireNumbers,
  requireObject,
  requireOptions,
  requireText,
} from '../../input/check';
import { Random } from '../../random/random';
import { bcaInterval } from '../../statistics/bca';
import type { Interval } from '../../statistics/interval';
import { mean } from '../../statistics/moments';
import { observationsOf } from '../../statistics/observations';
import { pairedT, type SharedVariance } from '../../statistics/pairedT';
import { allRuns, type Judgement, NOT_RUN, noteOf, type Part, type Test, type Verdict } from './claim';
import { overSeeds } from './overSeeds';
import { CLAIMS_PROTOCOL, clusterOf, type Threshold } from './protocol';
import type { Stratum } from './stratum';
import { takesOf } from './takes';

const { confidence, alpha, leastSeeds, leastClusters, bootstrap, mostUnlearned } = CLAIMS_PROTOCOL;

/**
 * Judges a mean effect. Over benchmarks by t over the means of clusters, of one cluster by t over its seeds
 * (`observationsOf`), against the claim's threshold, and against the paper's figure where it gives one. Benchmarks on which a
 * method has not learned are left out.
 * @param claim names the stream of resamples.
 * @returns a verdict by the claim's own tests; the ledger corrects those of a family.
 * @throws RlelError for effects or thresholds that are no finite numbers.
 */
export function judgeEffect(strata: readonly Stratum[], threshold: Threshold, claim: string): Judgement {
  requireStrata(strata);
  requireThreshold(threshold);
  requireText(claim, 'judgeEffect: claim');
  if (strata.length === 0) return NOT_RUN;
  const runs = allRuns(strata);
  const parts = strata.map(partOf);
  const learned = strata.filter((stratum) => stratum.learned !== false);
  const unlearned = strata.filter((stratum) => stratum.learned === false).map(({ name }) => name);
  const left = unlearned.length > 0 ? `a method has not learned on ${unlearned.join(', ')}` : '';
  if (unlearned.length > mostUnlearned * strata.length)
    return { ...NOT_RUN, verdict: 'not learned', parts, runs, note: left, takes: 'longer trainings, or more images' };
  const observations = observationsOf(
    learned.map(({ name, effects }) => ({ cluster: clusterOf(name), bySeed: effects })),
  );
  const { unit, values } = observations;
  const one = unit === 'seeds' ? `of ${learned.map(({ name }) => name).join(' and ')} alone` : '';
  const note = noteOf(left && `${left}, left out`, one);
  const least = unit === 'seeds' ? leastSeeds : leastClusters;
  if (values.length < least) {
    const takes = `at least ${least} ${unit} (${values.length} here)`;
    return { ...NOT_RUN, verdict: 'inconclusive', parts, runs, note, takes };
  }
  const shared = unit === 'seeds' ? largestOf(learned.map((stratum) => stratum.shared)) : undefined;
  const { estimate, low, high } = pairedT(values, confidence, shared);
  const tests = valuesOf(threshold).map((against): Test => {
    const { p } = pairedT(
      values.map((value) => value - against),
      confidence,
      shared,
    );
    return { against, p, corrected: p };
  });
  return {
    verdict: verdictOf(estimate, threshold, tests),
    effect: { estimate, low, high },
    check:
      unit === 'benchmarks' && values.length >= bootstrap.leastClusters
        ? bcaInterval(values, { random: Random.from(0, 'claim', claim), resamples: bootstrap.resamples, confidence })
        : null,
    tests,
    parts,
    runs,
    note,
    takes: takesOf(learned, observations, estimate - valuesOf(threshold)[0], claim),
  };
}

/**
 * `judgeEffect` of ratios, whose logarithms are averaged: thresholds and the judgement are in % by which the ratio's upper
 * side is larger than its lower one.
 */
export function judgeRatio(logRatios: readonly Stratum[], threshold: Threshold, claim: string): Judgement {
  requireThreshold(threshold);
  const logs = Object.fromEntries(Object.entries(threshold).map(([side, value]) => [side, Math.log1p(value / 100)]));
  const judged = judgeEffect(logRatios, logs, claim);
  return {
    ...judged,
    effect: judged.effect && intervalInPercent(judged.effect),
    check: judged.check && intervalInPercent(judged.check),
    tests: judged.tests.map((test, i) => ({ ...test, against: valuesOf(threshold)[i] })),
    parts: judged.parts.map((part) => ({
      ...part,
      estimate: inPercent(part.estimate),
      interval: part.interval && [inPercent(part.interval[0]), inPercent(part.interval[1])],
    })),
  };
}

/** The logarithm of a ratio as % above 1. */
export const inPercent = (logRatio: number): number => 100 * Math.expm1(logRatio);

/** The same of an interval. */
export const intervalInPercent = ({ estimate, low, high }: Interval): Interval => ({
  estimate: inPercent(estimate),
  low: inPercent(low),
  high: inPercent(high),
});

/**
 * Supported: the effect is told from the threshold, on the claimed side. Smaller than claimed: it is told to fall short of the
 * paper's figure, though its estimate is on the claimed side. Contradicted: it is told to be on the other side, or to fall
 * short of the figure with an estimate there.
 */
export function verdictOf(estimate: number, threshold: Threshold, tests: readonly Test[]): Verdict {
  const [at, figure] = valuesOf(threshold);
  const [told, toldFromFigure = false] = tests.map(({ corrected }) => corrected < alpha);
  const direction = threshold.below === undefined ? 1 : -1;
  const agrees = direction * (estimate - at) > 0;
  const short = toldFromFigure && direction * (estimate - figure) < 0;
  if (told || short) return agrees ? (short ? 'smaller than claimed' : 'supported') : 'contradicted';
  return 'inconclusive';
}

/** The values that an effect is tested against: the threshold, then the paper's figure where there is one. */
const valuesOf = ({ below, above, claimed }: Threshold): number[] =>
  [below ?? above, claimed].filter((value) => value !== undefined);

/** Benchmarks of one cluster share their images, and with them what the test set adds. */
const largestOf = (shared: readonly (SharedVariance | undefined)[]): SharedVariance | undefined =>
  shared.flatMap((one) => one ?? []).sort((a, b) => b.variance - a.variance)[0];

function partOf({ name, effects, runs, shared, learned }: Stratum): Part {
  const values = [...effects.values()];
  const test = overSeeds(values, shared);
  const interval: Part['interval'] = test && [test.low, test.high];
  return { name, estimate: mean(values), seeds: values.length, interval, learned, runs };
}

function requireStrata(strata: readonly Stratum[]): void {
  requireArray(strata, 'judgeEffect: strata');
  for (const stratum of strata) {
    requireObject(stratum, 'judgeEffect: a stratum', ['name', 'effects', 'runs']);
    if (!(stratum.effects instanceof Map) || stratum.effects.size === 0)
      throw new RlelError(`judgeEffect: effects of ${stratum.name}: expected a Map from seeds to effects, not empty.`);
    requireArray(stratum.runs, `judgeEffect: runs of ${stratum.name}`);
    requireNumbers([...stratum.effects.values()], `judgeEffect: effects of ${stratum.name}`);
  }
}

function requireThreshold(threshold: Threshold): void {
  requireOptions(threshold, 'judgeEffect: threshold', [], ['below', 'above', 'claimed']);
  for (const [side, value] of Object.entries(threshold)) requireNumber(value, `judgeEffect: ${side}`);
  if ((threshold.below === undefined) === (threshold.above === undefined))
    throw new RlelError('judgeEffect: threshold: expected one of below and above.');
}

import {
  requireArray,
  requireNumber,
  requireNumbers,
  requireObject,
  requireOptions,
  requireText,
} from '../../input/check';
import { Random } from '../../random/random';
import { stratifiedBootstrap } from '../../statistics/bootstrap';
import type { Interval } from '../../statistics/interval';
import { mean } from '../../statistics/moments';
import { type Judgement, NOT_RUN, type Verdict } from './claim';

/** One benchmark's seeds: an effect a seed. */
export interface Stratum {
  readonly name: string;
  readonly effects: readonly number[];
  /** Runs behind the effects. */
  readonly runs: number;
}

/** The side of a threshold on which an effect has to lie. */
export interface Threshold {
  readonly below?: number;
  readonly above?: number;
}

/** Mean over benchmarks of the mean over seeds. */
const overall = (strata: readonly (readonly number[])[]): number => mean(strata.map(mean));

/**
 * Judges a mean effect by its 95 % stratified bootstrap interval: supported when the whole interval lies on the claimed
 * side, not supported when all of it lies beyond, else inconclusive. Benchmarks with a single seed tell nothing of the
 * spread and are left out.
 * @param claim names the stream of resamples.
 * @throws RlelError for effects or thresholds that are no finite numbers.
 */
export function judgeEffect(strata: readonly Stratum[], threshold: Threshold, claim: string): Judgement {
  requireArray(strata, 'judgeEffect: strata');
  for (const stratum of strata) {
    requireObject(stratum, 'judgeEffect: a stratum', ['name', 'effects', 'runs']);
    requireNumbers(stratum.effects, `judgeEffect: effects of ${stratum.name}`);
  }
  requireOptions(threshold, 'judgeEffect: threshold', [], ['below', 'above']);
  for (const [side, value] of Object.entries(threshold)) requireNumber(value, `judgeEffect: ${side}`);
  requireText(claim, 'judgeEffect: claim');
  const repeated = strata.filter(({ effects }) => effects.length > 1);
  const single = strata.filter((stratum) => stratum.effects.length === 1).map(({ name }) => name);
  const note = single.length > 0 ? `left out for a single seed: ${single.join(', ')}` : '';
  if (repeated.length === 0) {
    return single.length > 0
      ? { ...NOT_RUN, verdict: 'inconclusive', note: 'one seed allows no interval', runs: single.length }
      : NOT_RUN;
  }
  const interval = (members: readonly Stratum[], purpose: string): Interval =>
    stratifiedBootstrap(
      members.map(({ effects }) => effects),
      overall,
      { random: Random.from(0, 'claim', claim, purpose) },
    );
  const effect = interval(repeated, 'all');
  return {
    verdict: verdictOf(effect, threshold),
    effect,
    parts: repeated.map((stratum) => ({ name: stratum.name, effect: interval([stratum], stratum.name) })),
    runs: repeated.reduce((sum, { runs }) => sum + runs, 0),
    note,
  };
}

/** Judges an interval that no runs stand behind: one of the paper's table. */
export const judgeInterval = (effect: Interval, threshold: Threshold): Judgement => ({
  verdict: verdictOf(effect, threshold),
  effect,
  parts: [],
  runs: 0,
  note: '',
});

/** The interval against a threshold; between two of them it lies when it is supported by both. */
function verdictOf({ low, high }: Interval, threshold: Threshold): Verdict {
  const { below = Number.POSITIVE_INFINITY, above = Number.NEGATIVE_INFINITY } = threshold;
  if (high < below && low > above) return 'supported';
  if (low > below || high < above) return 'not supported';
  return 'inconclusive';
}

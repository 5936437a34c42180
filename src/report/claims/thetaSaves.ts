import { ablationRuns, benchmarksOf, type Study } from '../evidence';
import type { Judgement, RunClaim } from './claim';
import { relativeDifference } from './comparison';
import { judgeEffect, type Stratum } from './judge';

const NAME = 'theta-saves';
/** A loss in error of less is called none, %. */
const MARGIN = 5;

function judge(study: Study): Judgement {
  const runs = ablationRuns(study, 'rlel', ['theta']);
  let saved = true;
  const strata = benchmarksOf(runs).flatMap((name): Stratum[] => {
    const own = runs.filter(({ config }) => config.benchmark === name);
    const usual = own.filter(({ changes }) => changes.size === 0);
    const widest = Math.max(...own.map(({ config }) => config.network.theta));
    const effects = usual.flatMap((narrow) => {
      const wide = own.find(({ config }) => config.seed === narrow.config.seed && config.network.theta === widest);
      if (!wide || wide === narrow) return [];
      saved &&= narrow.result.parameters < wide.result.parameters;
      return [relativeDifference(narrow, wide)];
    });
    return effects.length > 0 ? [{ name, effects, runs: 2 * effects.length }] : [];
  });
  const judged = judgeEffect(strata, { below: MARGIN }, NAME);
  return saved ? judged : { ...judged, verdict: 'not supported', note: 'the narrow layer has no fewer parameters' };
}

export const thetaSaves: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: `A narrow layer of θ features before the code saves parameters at no cost in error (less than ${MARGIN} %)`,
  place: 'set-up: the fully connected layer of size θ',
  needs: 'RLEL with the profile’s θ and a wider one, the same seeds, at least two (plan ablation-theta)',
  test: `fewer parameters, and non-inferiority: supported when the 95 % stratified bootstrap interval of the mean relative difference in error, the profile’s θ against the widest, lies below ${MARGIN} %`,
  measures: 'error of the narrow layer against the wide one’s, %',
  judge,
};

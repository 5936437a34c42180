import { mean } from '../../statistics/moments';
import { benchmarksOf, type Evidence, groupBy, idsOf, type Study } from '../evidence';
import { haveLearned } from '../hasLearned';
import { type RegularizedRun, regularizedRuns } from '../regularizerRuns';
import { type Judgement, noteOf, type RunClaim } from './claim';
import { BY_T, logRatio } from './comparison';
import { inPercent, judgeRatio } from './judge';
import { thresholdOf } from './protocol';
import type { Stratum } from './stratum';

const NAME = 'weights-robust';
const threshold = thresholdOf(NAME);

/** A point of the grid against the profile's own weights, at one seed. */
interface Point extends RegularizedRun {
  readonly usual: Evidence;
  readonly effect: number;
}

/** All points of the grid but the profile's own and α = β = 0, which is LEL. */
function pointsOf(study: Study): Point[] {
  const runs = regularizedRuns(study);
  return runs.flatMap((point): Point[] => {
    const { seed, benchmark } = point.run.config;
    const usual = runs.find(
      ({ run }) => run.config.benchmark === benchmark && run.config.seed === seed && isUsual(run),
    );
    if (!usual || usual === point || (point.alpha === 0 && point.beta === 0)) return [];
    return [{ ...point, usual: usual.run, effect: logRatio(point.run, usual.run) }];
  });
}

const isUsual = ({ config, changes }: Evidence): boolean => config.method === 'rlel' && changes.size === 0;

/** The grid's mean by seed, and the point with the largest error. */
function judge(study: Study): Judgement {
  const points = pointsOf(study);
  const benchmarks = benchmarksOf(study.runs).filter((name) => points.some(({ benchmark }) => benchmark === name));
  const worst = benchmarks.map((name) => {
    const own = groupBy(
      points.filter(({ benchmark }) => benchmark === name),
      ({ alpha, beta }) => `α ${alpha}, β ${beta}`,
    );
    const [[at, effect]] = [...own]
      .map(([text, members]) => [text, mean(members.map((point) => point.effect))] as const)
      .sort(([, a], [, b]) => b - a);
    return `${name} ${at}, ${inPercent(effect).toFixed(1)} %`;
  });
  const strata = benchmarks.map((name): Stratum => {
    const own = points.filter(({ benchmark }) => benchmark === name);
    const bySeed = groupBy(own, ({ run }) => String(run.config.seed));
    return {
      name,
      effects: new Map([...bySeed].map(([seed, members]) => [Number(seed), mean(members.map(({ effect }) => effect))])),
      runs: idsOf(own.flatMap(({ run, usual }) => [run, usual])),
      learned: haveLearned(own.map(({ usual }) => usual)),
    };
  });
  const judged = judgeRatio(strata, threshold, NAME);
  if (worst.length === 0) return judged;
  return { ...judged, note: noteOf(judged.note, `worst: ${worst.join('; ')}`) };
}

export const weightsRobust: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: `RLEL’s error hardly depends on α and β: over a grid of them it is at most ${threshold.below} % above that with the profile’s own`,
  place: 'set-up: α and β; figure: error over α × β',
  needs: 'RLEL over a grid of α and β with the profile’s own among it, the same seeds (plan ablation-regularizers)',
  test: `geometric mean over the grid’s points (without α = β = 0, which is LEL) of the error over that with the profile’s weights, by seed; supported when it is below ${1 + Number(threshold.below) / 100} ${BY_T}. A point where nothing is learned counts against the claim`,
  measures: 'error over the grid against the profile’s own, %',
  judge,
};

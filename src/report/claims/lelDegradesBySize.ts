import { mean } from '../../statistics/moments';
import { benchmarksOf, type Evidence, groupBy, idsOf, methodsOf, type Study } from '../evidence';
import { haveLearned } from '../hasLearned';
import { sizeRuns } from '../sizeRuns';
import type { RunClaim } from './claim';
import { BY_T, logRatio } from './comparison';
import { judgeRatio } from './judge';
import { thresholdOf } from './protocol';
import type { Stratum } from './stratum';

const NAME = 'lel-degrades-by-size';

/** Slope of y on x by least squares; NaN where x does not vary. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/** How ln(LEL's error / RLEL's) grows each time the training set is halved, by seed. */
function growth(study: Study): Stratum[] {
  const methods = methodsOf(study.runs);
  if (!methods.includes('lel') || !methods.includes('rlel')) return [];
  const lel = sizeRuns(study, 'lel');
  const rlel = new Map(sizeRuns(study, 'rlel').map((run) => [keyOf(run), run]));
  const both = lel.flatMap((run): [Evidence, Evidence][] => {
    const partner = rlel.get(keyOf(run));
    return partner ? [[run, partner]] : [];
  });
  return benchmarksOf(lel).flatMap((name): Stratum[] => {
    const own = both.filter(([{ config }]) => config.benchmark === name);
    const bySeed = [...groupBy(own, ([{ config }]) => String(config.seed)).values()].filter(
      (members) => new Set(members.map(([{ config }]) => config.trainFraction)).size > 1,
    );
    if (bySeed.length === 0) return [];
    const effects = bySeed.map((members): [number, number] => {
      const points = members.map(([a, b]) => [-Math.log2(a.config.trainFraction), logRatio(a, b)] as const);
      return [members[0][0].config.seed, slope(points)];
    });
    const used = bySeed.flat(2);
    return [{ name, effects: new Map(effects), runs: idsOf(used), learned: haveLearned(used) }];
  });
}

const keyOf = ({ config: { benchmark, trainFraction, seed, training } }: Evidence): string =>
  JSON.stringify([benchmark, trainFraction, seed, training.epochs, training.milestones]);

export const lelDegradesBySize: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'The smaller the training set, the more RLEL’s regularizers are worth against LEL',
  place: 'results table, rows FLD1–3 and FLD1_s–FLD3_s; here over several sizes of one set',
  needs: 'LEL and RLEL on parts of the training set with the same seeds (plan ablation-data)',
  test: `slope of ln(LEL’s error / RLEL’s) on how often the training set is halved, by seed; supported when the growth a halving is above 0 % ${BY_T}`,
  measures: 'growth of LEL’s error over RLEL’s a halving of the set, %',
  judge: (study) => judgeRatio(growth(study), thresholdOf(NAME), NAME),
};

import { type Evidence, idsOf, methodsOf, type Study } from '../evidence';
import { haveLearned } from '../hasLearned';
import type { RunClaim } from './claim';
import { BY_T, logRatio, pairs } from './comparison';
import { judgeRatio } from './judge';
import { thresholdOf } from './protocol';
import type { Stratum } from './stratum';

const NAME = 'lel-degrades-more';

/** A landmark benchmark and its version on 10 % of the training set. */
const SMALL: readonly (readonly [full: string, small: string])[] = [
  ['FLD1', 'FLD1_s'],
  ['FLD2', 'FLD2_s'],
  ['FLD3', 'FLD3_s'],
];

/** How ln(LEL's error / RLEL's) grows from the full to the small set, by seed. */
function growth(study: Study): Stratum[] {
  const methods = methodsOf(study.runs);
  if (!methods.includes('lel') || !methods.includes('rlel')) return [];
  return SMALL.flatMap(([full, small]): Stratum[] => {
    const onFull = new Map(pairs(study, full, 'lel', 'rlel').map((both) => [both[0].config.seed, both]));
    const four = pairs(study, small, 'lel', 'rlel').flatMap((both): [Evidence, Evidence, Evidence, Evidence][] => {
      const other = onFull.get(both[0].config.seed);
      return other ? [[...both, ...other]] : [];
    });
    if (four.length === 0) return [];
    return [
      {
        name: small,
        effects: new Map(four.map(([a, b, c, d]) => [a.config.seed, logRatio(a, b) - logRatio(c, d)])),
        runs: idsOf(four.flat()),
        learned: haveLearned(four.flat()),
      },
    ];
  });
}

export const lelDegradesMore: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'With 10 % of the training set LEL loses more than RLEL',
  place: 'results table, columns LEL and RLEL, rows FLD1–3 and FLD1_s–FLD3_s',
  needs: 'LEL and RLEL on FLD1–3 and FLD1_s–FLD3_s with the same seeds',
  test: `by how much LEL’s error over RLEL’s grows from the full to the small set, pairs of a seed; supported when the growth is above 0 % ${BY_T}`,
  measures: 'growth of LEL’s error over RLEL’s, %',
  judge: (study) => judgeRatio(growth(study), thresholdOf(NAME), NAME),
};

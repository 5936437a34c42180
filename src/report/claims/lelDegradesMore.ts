import { benchmarksOf, type Study } from '../evidence';
import type { RunClaim } from './claim';
import { pairs } from './comparison';
import { judgeEffect, type Stratum } from './judge';

const NAME = 'lel-degrades-more';

/** A landmark benchmark and its version on 10 % of the training set. */
const SMALL: readonly (readonly [full: string, small: string])[] = [
  ['FLD1', 'FLD1_s'],
  ['FLD2', 'FLD2_s'],
  ['FLD3', 'FLD3_s'],
];

/** ln(LEL's error / RLEL's), by seed. */
const logRatios = (study: Study, benchmark: string): Map<number, number> =>
  new Map(
    pairs(study, benchmark, 'lel', 'rlel').map(([lel, rlel]) => [lel.config.seed, Math.log(lel.error / rlel.error)]),
  );

function differences(study: Study): Stratum[] {
  const present = benchmarksOf(study.runs);
  return SMALL.filter((both) => both.every((name) => present.includes(name))).map(([full, small]) => {
    const [onFull, onSmall] = [logRatios(study, full), logRatios(study, small)];
    const effects = [...onSmall].flatMap(([seed, ratio]) => {
      const other = onFull.get(seed);
      return other === undefined ? [] : [100 * (ratio - other)];
    });
    return { name: small, effects, runs: 4 * effects.length };
  });
}

export const lelDegradesMore: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'With 10 % of the training set LEL loses more than RLEL',
  place: 'results table, columns LEL and RLEL, rows FLD1–3 and FLD1_s–FLD3_s',
  needs: 'LEL and RLEL on FLD1–3 and FLD1_s–FLD3_s with the same seeds, at least two',
  test: 'mean over the three data sets of how much ln(LEL’s error / RLEL’s) grows from the full to the small set; supported when its 95 % stratified bootstrap interval lies above 0',
  measures: 'growth of LEL’s error over RLEL’s, log-%',
  judge: (study) => judgeEffect(differences(study), { above: 0 }, NAME),
};

import type { RunClaim } from './claim';
import { relativeDifferences } from './comparison';
import { judgeEffect } from './judge';

/** Errors that differ by less are called comparable, % of BEL's: the largest difference in the paper's table is 3.2 %. */
export const MARGIN = 5;
const NAME = 'rlel-like-bel';

export const rlelLikeBel: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: `RLEL’s error is comparable with that of manually designed codes (within ±${MARGIN} %)`,
  place: 'abstract; results table, columns BEL and RLEL',
  needs: 'RLEL and BEL with the same seeds, at least two, on any of the benchmarks',
  test: `equivalence: supported when the 95 % stratified bootstrap interval of the mean relative difference lies within ±${MARGIN} %, not supported when it lies outside`,
  measures: 'RLEL’s error against BEL’s, %',
  judge(study) {
    const judged = judgeEffect(relativeDifferences(study, 'rlel', 'bel'), { below: MARGIN, above: -MARGIN }, NAME);
    const lower = judged.effect !== null && judged.effect.high < -MARGIN;
    return lower ? { ...judged, note: 'RLEL’s error is lower than BEL’s, by more than the margin' } : judged;
  },
};

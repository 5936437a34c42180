import type { RunClaim } from './claim';
import { BY_T, logRatio, pairedStrata } from './comparison';
import { judgeRatio } from './judge';
import { thresholdOf } from './protocol';

const NAME = 'rlel-like-bel';
const threshold = thresholdOf(NAME);

export const rlelLikeBel: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: `RLEL’s error is lower than that of manually designed codes, or comparable (at most ${threshold.below} % higher)`,
  place: 'abstract; results table, columns BEL and RLEL',
  needs: 'RLEL and BEL with the same seeds, on at least 3 benchmarks, or with 5 seeds on one',
  test: `non-inferiority: geometric mean of RLEL’s error over BEL’s, pairs of a seed; supported when it is below ${1 + Number(threshold.below) / 100} ${BY_T}. The largest difference in the paper’s table is 3.2 %`,
  measures: 'RLEL’s error against BEL’s, %',
  judge: (study) => judgeRatio(pairedStrata(study, 'rlel', 'bel', logRatio), threshold, NAME),
};

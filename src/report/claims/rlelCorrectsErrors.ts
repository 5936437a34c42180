import { growthWithBitNoise } from '../bitNoise';
import type { RunClaim } from './claim';
import { pairedStrata } from './comparison';
import { judgeEffect } from './judge';
import { thresholdOf } from './protocol';

const NAME = 'rlel-corrects-errors';
/** Of the bits. */
const WRONG = 0.1;

export const rlelCorrectsErrors: RunClaim = {
  about: 'runs',
  name: NAME,
  statement:
    'A learned code corrects errors of its bits: with a tenth of them wrong RLEL loses less than direct regression',
  place: 'introduction: error-correcting codes for regression',
  needs: 'RLEL and direct regression with the same seeds, on at least 3 benchmarks',
  test: 'growth of the error when each bit has, with probability 0.1, the value that it has for another sample (direct regression’s one number alike), in % of the constant predictor’s error; supported when RLEL’s less direct regression’s is below 0 by t over benchmarks',
  measures: 'growth of RLEL’s error less direct regression’s, % of the constant’s',
  judge(study) {
    const measured = { ...study, runs: study.runs.filter(({ result }) => result.bitNoise) };
    const growth = pairedStrata(
      measured,
      'rlel',
      'direct',
      (mine, theirs) => growthWithBitNoise(mine, WRONG) - growthWithBitNoise(theirs, WRONG),
    );
    return judgeEffect(growth, thresholdOf(NAME), NAME);
  },
};

import type { Study } from '../evidence';
import type { Judgement, RunClaim } from './claim';
import { pairedStrata, pairs } from './comparison';
import { judgeEffect } from './judge';

const NAME = 'one-training';

function judge(study: Study): Judgement {
  const times = pairedStrata(study, 'bel', 'rlel', (bel, rlel) => bel.result.seconds / rlel.result.seconds);
  const judged = judgeEffect(times, { above: 1 }, NAME);
  const other = times
    .map(({ name }) => name)
    .filter((name) =>
      pairs(study, name, 'bel', 'rlel').some(([bel, rlel]) => bel.result.trainings <= 1 || rlel.result.trainings !== 1),
    );
  if (other.length === 0) return judged;
  return {
    ...judged,
    verdict: 'not supported',
    note: `BEL trained once, or RLEL more than once, on ${other.join(', ')}`,
  };
}

export const oneTraining: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'RLEL needs one training, where BEL trains once for each code that is tried',
  place: 'abstract: an automated way to an encoding; results table, column BEL (best of several codes)',
  needs: 'BEL and RLEL with the same seeds, at least two, on any of the benchmarks',
  test: 'trainings a result: 1 for RLEL, several for BEL, in every pair; and the ratio of training times, supported when its 95 % stratified bootstrap interval lies above 1. Times are of shared machines, and BEL tries two codes in the quick profile, six in the others',
  measures: 'BEL’s training time over RLEL’s',
  judge,
};

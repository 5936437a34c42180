import { benchmarksOf, type Study } from '../evidence';
import { type Judgement, notRun, type RunClaim } from './claim';
import { pairs } from './comparison';
import { judgeEffect, type Stratum } from './judge';

const NAME = 'one-training';

function judge(study: Study): Judgement {
  const strata = benchmarksOf(study.runs)
    .map((benchmark): Stratum & { several: boolean } => {
      const both = pairs(study, benchmark, 'bel', 'rlel');
      return {
        name: benchmark,
        effects: both.map(([bel, rlel]) => bel.result.seconds / rlel.result.seconds),
        runs: 2 * both.length,
        several: both.every(([bel, rlel]) => bel.result.trainings > 1 && rlel.result.trainings === 1),
      };
    })
    .filter(({ effects }) => effects.length > 0);
  if (strata.length === 0) return notRun('');
  const judged = judgeEffect(strata, { above: 1 }, NAME);
  const other = strata.filter(({ several }) => !several).map(({ name }) => name);
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

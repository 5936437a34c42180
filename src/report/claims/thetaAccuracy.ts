import type { RunClaim } from './claim';
import { BY_T, logRatio, stratumOf } from './comparison';
import { judgeRatio } from './judge';
import { thresholdOf } from './protocol';
import { THETA_NEEDS, thetaRuns } from './thetaRuns';

const NAME = 'theta-accuracy';

export const thetaAccuracy: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'A narrow layer of θ features before the code lowers the error',
  place: 'set-up: the fully connected layer of size θ',
  needs: THETA_NEEDS,
  test: `geometric mean of the error with the profile’s θ over that with the widest, pairs of a seed; supported when it is below 1 ${BY_T}`,
  measures: 'error of the narrow layer against the wide one’s, %',
  judge: (study) =>
    judgeRatio(
      thetaRuns(study).map(({ benchmark, both }) => stratumOf(benchmark, both, logRatio)),
      thresholdOf(NAME),
      NAME,
    ),
};

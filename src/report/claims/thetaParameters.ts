import { mean } from '../../statistics/moments';
import { idsOf } from '../evidence';
import type { RunClaim } from './claim';
import { judgeCounts } from './counted';
import { THETA_NEEDS, thetaRuns } from './thetaRuns';

export const thetaParameters: RunClaim = {
  about: 'runs',
  name: 'theta-parameters',
  statement: 'A narrow layer of θ features before the code saves parameters',
  place: 'set-up: the fully connected layer of size θ',
  needs: THETA_NEEDS,
  test: 'parameters of the network with the profile’s θ over those with the widest; counted: supported when it has fewer on every benchmark, contradicted when it has on none',
  measures: 'parameters of the narrow layer against the wide one’s, %',
  judge: (study) =>
    judgeCounts(
      thetaRuns(study).map(({ benchmark, both }) => {
        const ratio = mean(both.map(([narrow, wide]) => narrow.result.parameters / wide.result.parameters));
        return {
          name: benchmark,
          estimate: 100 * (ratio - 1),
          seeds: both.length,
          holds: ratio < 1,
          runs: idsOf(both.flat()),
        };
      }),
    ),
};

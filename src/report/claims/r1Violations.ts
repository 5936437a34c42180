import { hingesOf } from '../../encodings/hinges';
import type { RunClaim } from './claim';
import { judgeRegularizer } from './regularizerEffect';
import { LEVELS_TEXT } from './wellMeasured';

const NAME = 'r1-violations';

export const R1_NEEDS =
  'RLEL with β = 0 and β > 0 at the same α and seed (plan ablation-regularizers); LEL counts as α = β = 0';

export const r1Violations: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'R1 sets codes at least twice as far apart as their labels',
  place: 'eq. 5, R1; figure on its effect',
  needs: R1_NEEDS,
  test: `share of the pairs of levels with ‖E_i − E_j‖₁ < 2|i − j| in the measured encoder; supported when its change from β = 0 to the largest β is below 0 by t. ${LEVELS_TEXT}`,
  measures: 'change of the share of violated hinges by R1',
  judge: (study) => judgeRegularizer(study, 'beta', ({ encoder }) => hingesOf(encoder).violated, NAME),
};

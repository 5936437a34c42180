import { hingesOf } from '../../encodings/hinges';
import type { RunClaim } from './claim';
import { R1_NEEDS } from './r1Violations';
import { judgeRegularizer } from './regularizerEffect';
import { LEVELS_TEXT } from './wellMeasured';

const NAME = 'r1-slope';

export const r1Slope: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'R1 makes distances between codes grow faster with distances between labels',
  place: 'eq. 5, R1; figure on its effect',
  needs: R1_NEEDS,
  test: `slope of ‖E_i − E_j‖₁ on |i − j| in the measured encoder (R1 asks for 2); supported when its change from β = 0 to the largest β is above 0 by t. ${LEVELS_TEXT}`,
  measures: 'change of the slope by R1',
  judge: (study) => judgeRegularizer(study, 'beta', ({ encoder }) => hingesOf(encoder).slope, NAME),
};

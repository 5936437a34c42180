import { transitionsPerBit } from '../../encodings/transitionsPerBit';
import type { RunClaim } from './claim';
import { R2_NEEDS } from './r2Transitions';
import { judgeRegularizer } from './regularizerEffect';
import { LEVELS_TEXT } from './wellMeasured';

const NAME = 'r2-decoding';

export const r2Decoding: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'R2 reduces the bit transitions of the decoding matrix',
  place: 'eq. 5, R2; figure on its effect',
  needs: R2_NEEDS,
  test: `transitions a bit of D (Σ|D_m,n − D_m,n+1| over the bits’ ranges); supported when their change from α = 0 to the largest α is below 0 by t. ${LEVELS_TEXT}, as the encoder’s are. The published code’s R2 pads D with a column of zeros at both ends (not for landmarks), which pulls its ends to 0; the padding is not counted here`,
  measures: 'change of D’s transitions a bit by R2',
  judge: (study) =>
    judgeRegularizer(study, 'alpha', ({ decoding }) => (decoding ? transitionsPerBit(decoding) : Number.NaN), NAME),
};

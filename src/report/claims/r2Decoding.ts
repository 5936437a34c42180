import { transitionsPerBit } from '../../encodings/transitionsPerBit';
import type { RunClaim } from './claim';
import { judgeEffect } from './judge';
import { R2_NEEDS } from './r2Transitions';
import { regularizerEffect } from './regularizerEffect';

const NAME = 'r2-decoding';

export const r2Decoding: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'R2 reduces the bit transitions of the decoding matrix',
  place: 'eq. 5, R2; figure on its effect',
  needs: R2_NEEDS,
  test: 'transitions a bit of D (Σ|D_m,n − D_m,n+1| over the bits’ ranges); supported when the 95 % stratified bootstrap interval of their mean change from α = 0 to the largest α lies below 0',
  measures: 'change of D’s transitions a bit by R2',
  judge: (study) =>
    judgeEffect(
      regularizerEffect(study, 'alpha', ({ decoding }) => (decoding ? transitionsPerBit(decoding) : Number.NaN)),
      { below: 0 },
      NAME,
    ),
};

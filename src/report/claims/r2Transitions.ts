import { transitionsPerBit } from '../../encodings/transitionsPerBit';
import type { RunClaim } from './claim';
import { judgeRegularizer } from './regularizerEffect';
import { LEVELS_TEXT } from './wellMeasured';

const NAME = 'r2-transitions';

export const R2_NEEDS =
  'RLEL with α = 0 and α > 0 at the same β and seed (plan ablation-regularizers); LEL counts as α = β = 0';

export const r2Transitions: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'R2 reduces the bit transitions of the encoding that the network outputs',
  place: 'eq. 5, R2; figure on its effect',
  needs: R2_NEEDS,
  test: `transitions a bit of the measured encoder (Σ|E_n,m − E_n+1,m| over the bits’ ranges); supported when their change from α = 0 to the largest α is below 0 by t. ${LEVELS_TEXT}, and neighbours are the levels that remain`,
  measures: 'change of E’s transitions a bit by R2',
  judge: (study) => judgeRegularizer(study, 'alpha', ({ encoder }) => transitionsPerBit(encoder), NAME),
};

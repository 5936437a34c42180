import { encodingProperties } from '../../encodings/properties';
import type { RunClaim } from './claim';
import { judgeEffect } from './judge';
import { regularizerEffect } from './regularizerEffect';

const NAME = 'r1-distances';

export const r1Distances: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'R1 makes distances between codes proportional to distances between labels',
  place: 'eq. 5, R1; figure on its effect',
  needs:
    'RLEL with β = 0 and β > 0 at the same α and seed, at least two seeds (plan ablation-regularizers); LEL counts as α = β = 0',
  test: 'linearity: Pearson’s r of ‖E_i − E_j‖₁ with |i − j| in the measured encoder; supported when the 95 % stratified bootstrap interval of its mean change from β = 0 to the largest β lies above 0',
  measures: 'change of linearity by R1',
  judge: (study) =>
    judgeEffect(
      regularizerEffect(study, 'beta', ({ encoder }) => encodingProperties(encoder).linearity),
      { above: 0 },
      NAME,
    ),
};

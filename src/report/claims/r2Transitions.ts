import { binarized } from '../../encodings/binarized';
import { encodingProperties } from '../../encodings/properties';
import type { StoredEncoding } from '../storedEncoding';
import type { RunClaim } from './claim';
import { judgeEffect } from './judge';
import { regularizerEffect } from './regularizerEffect';

const NAME = 'r2-transitions';

/** How often a bit of the measured encoder changes from one level to the next, a bit. */
export function transitionsPerBit({ encoder }: StoredEncoding): number {
  const code = binarized(encoder);
  return encodingProperties(code).bitTransitions / code.width;
}

export const r2Transitions: RunClaim = {
  about: 'runs',
  name: NAME,
  statement: 'R2 reduces the bit transitions of the encoding',
  place: 'eq. 5, R2; figure on its effect',
  needs:
    'RLEL with α = 0 and α > 0 at the same β and seed, at least two seeds (plan ablation-regularizers); LEL counts as α = β = 0',
  test: 'transitions a bit of the measured encoder, each bit split at the middle of its range; supported when the 95 % stratified bootstrap interval of their mean change from α = 0 to the largest α lies below 0',
  measures: 'change of transitions a bit by R2',
  judge: (study) => judgeEffect(regularizerEffect(study, 'alpha', transitionsPerBit), { below: 0 }, NAME),
};

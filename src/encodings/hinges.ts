import type { Code } from './code';
import { encodingProperties } from './properties';

/** What R1 asks of ‖E_i − E_j‖₁ for a |i − j| of 1. */
export const HINGE = 2;

/** Whether R1 acts on two levels: their codes are nearer than 2|i − j|. @param gap |i − j|. */
export const isViolated = (distance: number, gap: number): boolean => distance < HINGE * gap;

/** How distances between codes stand to what R1 asks of them: ‖E_i − E_j‖₁ ≥ 2|i − j| for every pair of levels. */
export interface Hinges {
  /** Of ‖E_i − E_j‖₁ on |i − j|, by least squares through 0, where the distance of equal levels lies; R1 asks for 2. */
  readonly slope: number;
  /** Share of the pairs with ‖E_i − E_j‖₁ < 2|i − j|, on which R1 acts, in [0, 1]. */
  readonly violated: number;
}

/**
 * R1's hinges (eq. 5) over all pairs i < j of levels of an encoding.
 * @param encoding [N, M], rows of NaN where a level was never seen; its pairs are left out.
 * @throws RlelError for what is no code, or with fewer than 3 levels seen.
 */
export function hingesOf(encoding: Code): Hinges {
  const { distances } = encodingProperties(encoding);
  const { levels } = encoding;
  let [pairs, violated, products, squares] = [0, 0, 0, 0];
  for (let i = 0; i < levels; i++) {
    for (let j = i + 1; j < levels; j++) {
      const distance = distances[i * levels + j];
      if (Number.isNaN(distance)) continue;
      const gap = j - i;
      pairs += 1;
      if (isViolated(distance, gap)) violated += 1;
      products += gap * distance;
      squares += gap ** 2;
    }
  }
  return { slope: products / squares, violated: violated / pairs };
}

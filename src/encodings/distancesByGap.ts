import type { Code } from './code';
import { encodingProperties } from './properties';

/** Pairs of levels that are `gap` = |i − j| apart. */
export interface GapDistance {
  readonly gap: number;
  /** Mean ‖E_i − E_j‖₁ of the pairs whose levels were both seen. */
  readonly distance: number;
  /** How many such pairs there are. */
  readonly pairs: number;
}

/**
 * Mean distance between codes for each distance between labels, over all encodings together (property 1). Distances that
 * no pair has are left out.
 * @throws RlelError for an encoding with fewer than 3 levels seen.
 */
export function distancesByGap(encodings: readonly Code[]): GapDistance[] {
  const sums = new Map<number, { sum: number; pairs: number }>();
  for (const encoding of encodings) {
    const { levels } = encoding;
    const { distances } = encodingProperties(encoding);
    for (let i = 0; i < levels; i++) {
      for (let j = i + 1; j < levels; j++) {
        const distance = distances[i * levels + j];
        if (Number.isNaN(distance)) continue;
        const { sum, pairs } = sums.get(j - i) ?? { sum: 0, pairs: 0 };
        sums.set(j - i, { sum: sum + distance, pairs: pairs + 1 });
      }
    }
  }
  return [...sums]
    .map(([gap, { sum, pairs }]) => ({ gap, distance: sum / pairs, pairs }))
    .sort((a, b) => a.gap - b.gap);
}

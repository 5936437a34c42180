import type { Code } from './code';
import { isViolated } from './hinges';
import { encodingProperties } from './properties';

/** Pairs of levels that are `gap` = |i − j| apart, of which both were seen. */
export interface GapDistance {
  readonly gap: number;
  /** ‖E_i − E_j‖₁ of these pairs: mean, smallest, largest. */
  readonly distance: number;
  readonly least: number;
  readonly most: number;
  /** How many such pairs there are, and how many of them are nearer than R1 asks. */
  readonly pairs: number;
  readonly violated: number;
}

/**
 * Distances between codes for each distance between labels, over all encodings together (property 1). Distances that no pair
 * has are left out.
 * @throws RlelError for an encoding with fewer than 3 levels seen.
 */
export function distancesByGap(encodings: readonly Code[]): GapDistance[] {
  const found = new Map<number, number[]>();
  for (const encoding of encodings) {
    const { levels } = encoding;
    const { distances } = encodingProperties(encoding);
    for (let i = 0; i < levels; i++) {
      for (let j = i + 1; j < levels; j++) {
        const distance = distances[i * levels + j];
        if (Number.isNaN(distance)) continue;
        const own = found.get(j - i);
        if (own) own.push(distance);
        else found.set(j - i, [distance]);
      }
    }
  }
  return [...found].map(([gap, all]) => ofGap(gap, all)).sort((a, b) => a.gap - b.gap);
}

function ofGap(gap: number, distances: readonly number[]): GapDistance {
  let [sum, least, most, violated] = [0, Number.POSITIVE_INFINITY, 0, 0];
  for (const distance of distances) {
    sum += distance;
    least = Math.min(least, distance);
    most = Math.max(most, distance);
    if (isViolated(distance, gap)) violated += 1;
  }
  return { gap, distance: sum / distances.length, least, most, pairs: distances.length, violated };
}

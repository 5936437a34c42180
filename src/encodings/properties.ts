import { RlelError } from '../errors';
import { mean } from '../statistics/moments';
import type { Code } from './code';
import { requireCode } from './requireCode';

/** Distances between codes and transitions of bits: what R1 and R2 shape. */
export interface EncodingProperties {
  /** ‖E_i − E_j‖₁, row-major [levels, levels]; NaN where a level was never seen. */
  readonly distances: Float64Array;
  /** Pearson correlation of ‖E_i − E_j‖₁ with |i − j| over i < j (property 1): 1 for distances proportional to labels. */
  readonly linearity: number;
  /** Σ_m Σ_n |E_{n,m} − E_{n+1,m}| over neighbouring levels that were seen (property 2). */
  readonly bitTransitions: number;
  /** Smallest distance between two levels' codes. */
  readonly minimumDistance: number;
  /** Levels that were never seen. */
  readonly unseen: number;
}

/** The properties of an encoding that the paper's regularizers shape. @throws RlelError for what is no code, or with fewer than 3 levels seen. */
export function encodingProperties(encoding: Code): EncodingProperties {
  requireCode(encoding, 'encodingProperties: encoding');
  const { levels, width, values } = encoding;
  const seen = Array.from({ length: levels }, (_, n) => n).filter((n) => !Number.isNaN(values[n * width]));
  if (seen.length < 3)
    throw new RlelError(`encodingProperties: ${seen.length} levels with a code, expected at least 3.`);
  const distances = new Float64Array(levels * levels).fill(Number.NaN);
  const between = (i: number, j: number): number => {
    let sum = 0;
    for (let m = 0; m < width; m++) sum += Math.abs(values[i * width + m] - values[j * width + m]);
    return sum;
  };
  const labelDistances: number[] = [];
  const codeDistances: number[] = [];
  for (const i of seen) {
    distances[i * levels + i] = 0;
    for (const j of seen) {
      if (j <= i) continue;
      const distance = between(i, j);
      distances[i * levels + j] = distances[j * levels + i] = distance;
      labelDistances.push(j - i);
      codeDistances.push(distance);
    }
  }
  let bitTransitions = 0;
  for (let k = 1; k < seen.length; k++) bitTransitions += between(seen[k - 1], seen[k]);
  return {
    distances,
    linearity: correlation(labelDistances, codeDistances),
    bitTransitions,
    minimumDistance: codeDistances.reduce((least, distance) => Math.min(least, distance), Number.POSITIVE_INFINITY),
    unseen: levels - seen.length,
  };
}

/** Pearson's r; 0 where one side does not vary. */
function correlation(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, i) => {
    xy += (value - meanX) * (y[i] - meanY);
    xx += (value - meanX) ** 2;
    yy += (y[i] - meanY) ** 2;
  });
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

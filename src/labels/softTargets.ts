import { computed } from '../engine/graph/computed';
import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { requireInteger, requireNumbers } from '../input/check';

/**
 * φ_j(y) = softmax_j(−|j − y|), the target distribution of eq. 5.
 * @param labels [...] real-valued levels, any shape; values outside [0, N−1] are allowed.
 * @param levels N ≥ 2.
 * @returns [..., N], each row sums to 1.
 * @throws RlelError for a label that is no finite number, or a bad N.
 */
export function softTargets(labels: tf.Tensor | readonly number[], levels: number): tf.Tensor {
  requireInteger(levels, 'softTargets: levels', 2);
  if (Array.isArray(labels)) requireNumbers(labels, 'softTargets: labels');
  else requireTensor(labels, 'softTargets: labels');
  return tf.tidy(() => {
    const given = labels instanceof tf.Tensor ? labels : tf.tensor1d([...labels]);
    return computed([...given.shape, levels], [given], (values) => {
      requireNumbers(values, 'softTargets: labels');
      const targets = new Float32Array(values.length * levels);
      for (let i = 0; i < values.length; i++) fillRow(targets.subarray(i * levels, (i + 1) * levels), values[i]);
      return targets;
    });
  });
}

const DECAY = Math.exp(-1);

/** From the levels on both sides of y outwards, each is 1/e of the one before; then all are divided by their sum. */
function fillRow(row: Float32Array, y: number): void {
  const last = row.length - 1;
  const below = Math.min(Math.max(Math.floor(y), -1), last); // levels up to here lie at or below y
  const nearest = Math.min(Math.max(y, 0), last); // the exponents of a y outside are taken from its nearest level
  let sum = 0;
  for (let j = below, weight = Math.exp(below - nearest); j >= 0; j--, weight *= DECAY) sum += row[j] = weight;
  for (let j = below + 1, weight = Math.exp(nearest - below - 1); j <= last; j++, weight *= DECAY)
    sum += row[j] = weight;
  for (let j = 0; j <= last; j++) row[j] /= sum;
}

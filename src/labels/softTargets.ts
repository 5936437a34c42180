import { tf } from '../engine/tensorflow';

/**
 * φ_j(y) = softmax_j(−|j − y|), the target distribution of eq. 5.
 * @param labels [...] real-valued levels, any shape; values outside [0, N−1] are allowed.
 * @param levels N.
 * @returns [..., N], each row sums to 1.
 */
export function softTargets(labels: tf.Tensor | readonly number[], levels: number): tf.Tensor {
  return tf.tidy(() => {
    const y = tf.expandDims(tf.cast(labels as tf.Tensor, 'float32'), -1); // [..., 1]
    const j = tf.range(0, levels, 1, 'float32'); // [N]
    return tf.softmax(tf.neg(tf.abs(tf.sub(j, y)))); // [..., N]
  });
}

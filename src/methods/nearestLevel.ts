import { tf } from '../engine/tensorflow';

/** [L, K] real-valued levels → [L, K] int32 in [0, N−1]; halves go to the even level. */
export function nearestLevel(labels: tf.Tensor2D, levels: number): tf.Tensor2D {
  return tf.cast(tf.clipByValue(tf.round(labels), 0, levels - 1), 'int32');
}

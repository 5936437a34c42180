import { tf } from '../engine/tensorflow';
import { argmaxLevel, expectedLevel } from '../losses/decoding';
import type { Decoder } from './options';

/** Scores [L, K, N] → levels [L, K], by the expected value or the argmax. */
export function decode(scores: tf.Tensor3D, decoder: Decoder): tf.Tensor2D {
  return (decoder === 'expected' ? expectedLevel(scores) : argmaxLevel(scores)) as tf.Tensor2D;
}

/** [L, K] real-valued levels → [L, K] int32 in [0, N−1]; halves go to the even level. */
export function nearestLevel(labels: tf.Tensor2D, levels: number): tf.Tensor2D {
  return tf.cast(tf.clipByValue(tf.round(labels), 0, levels - 1), 'int32');
}

import { tf } from '../engine/tensorflow';
import { argmaxLevel, expectedLevel } from '../losses/decoding';
import type { MethodOptions } from './method';

/** Scores [K, N] → levels [K], by the expected value or the argmax. */
export function decode(scores: tf.Tensor2D, decoder: MethodOptions['decoder']): tf.Tensor1D {
  return (decoder === 'expected' ? expectedLevel(scores) : argmaxLevel(scores)) as tf.Tensor1D;
}

/** [K] real-valued levels → [K] int32 in [0, N−1]; halves go to the even level. */
export function nearestLevel(labels: tf.Tensor1D, levels: number): tf.Tensor1D {
  return tf.cast(tf.clipByValue(tf.round(labels), 0, levels - 1), 'int32');
}

import { tf } from '../engine/tensorflow';

/**
 * Expected level Σ_k k·softmax(scores)_k ("GEN-EX").
 * @param scores [..., N]; the paper's Ẑ·D, or logits·codeᵀ for a fixed code.
 * @returns [...] real-valued levels in [0, N−1].
 */
export function expectedLevel(scores: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const levels = scores.shape[scores.rank - 1];
    return tf.sum(tf.mul(tf.softmax(scores), tf.range(0, levels, 1, 'float32')), -1);
  });
}

/** Most likely level ("GEN"): argmax of scores [..., N] → [...]; the first of equal scores. */
export function argmaxLevel(scores: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.cast(tf.argMax(scores, -1), 'float32'));
}

import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { requireOneOf } from '../input/check';

export const DECODERS = ['expected', 'argmax'] as const;
/** How scores over levels become a level: the expected value ("GEN-EX") or the most likely ("GEN"). */
export type Decoder = (typeof DECODERS)[number];

/**
 * Expected level Σ_k k·softmax(scores)_k ("GEN-EX").
 * @param scores [..., N]; the paper's Ẑ·D, or logits·codeᵀ for a fixed code.
 * @returns [...] real-valued levels in [0, N−1].
 * @throws RlelError for what is not such a tensor.
 */
export function expectedLevel(scores: tf.Tensor): tf.Tensor {
  requireTensor(scores, 'expectedLevel: scores', ['...', 'N']);
  return tf.tidy(() => {
    const levels = scores.shape[scores.rank - 1];
    return tf.sum(tf.mul(tf.softmax(scores), tf.range(0, levels, 1, 'float32')), -1);
  });
}

/**
 * Most likely level ("GEN"): argmax of scores [..., N] → [...]; the first of equal scores.
 * @throws RlelError for what is not such a tensor.
 */
export function argmaxLevel(scores: tf.Tensor): tf.Tensor {
  requireTensor(scores, 'argmaxLevel: scores', ['...', 'N']);
  return tf.tidy(() => tf.cast(tf.argMax(scores, -1), 'float32'));
}

/** Scores [..., N] → levels [...]. @throws RlelError for an unknown decoder, or as both. */
export function decode(scores: tf.Tensor, decoder: Decoder): tf.Tensor {
  requireOneOf(decoder, 'decoder', DECODERS);
  return decoder === 'expected' ? expectedLevel(scores) : argmaxLevel(scores);
}

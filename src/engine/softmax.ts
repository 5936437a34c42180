import { executeMany, float, isNative } from './native';
import { operation } from './operation';
import { tf } from './tensorflow';

/**
 * −Σ φ·log softmax(scores), summed over everything, differentiable in the scores: gradient softmax(scores) − φ.
 * @param scores [..., N].
 * @param targets φ [..., N], rows that sum to 1.
 */
export function softmaxCrossEntropy(scores: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  if (!isNative()) return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(scores)))) as tf.Scalar;
  const levels = scores.shape[scores.rank - 1];
  const loss = operation(
    { scores },
    (save) => {
      const rows = [scores, targets].map((tensor) => tf.reshape(tensor, [-1, levels]));
      const [losses, gradient] = executeMany('SoftmaxCrossEntropyWithLogits', [float()], rows, 2);
      save([gradient]);
      return tf.sum(losses);
    },
    (dy, [gradient]) => ({ scores: () => tf.mul(dy, tf.reshape(gradient, scores.shape)) }),
  );
  return loss as tf.Scalar;
}

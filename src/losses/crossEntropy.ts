import { requireTensor } from '../engine/requireTensor';
import { softmaxCrossEntropy } from '../engine/softmax';
import { tf } from '../engine/tensorflow';

/**
 * −Σ φ·log softmax(scores), summed over everything; gradient softmax(scores) − φ.
 * @param scores [..., N].
 * @param targets φ, of the same shape, rows that sum to 1.
 * @throws RlelError for tensors of two shapes.
 */
export function crossEntropyLoss(scores: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  requireTensor(scores, 'crossEntropyLoss: scores', ['...', 'N']);
  requireTensor(targets, 'crossEntropyLoss: targets', scores.shape);
  return softmaxCrossEntropy(scores, targets);
}

/**
 * Binary cross-entropy with logits, summed over batch and bits (BEL's training loss).
 * @param logits [..., M].
 * @param bits of the same shape, 0 and 1.
 * @throws RlelError for tensors of two shapes.
 */
export function bceLoss(logits: tf.Tensor, bits: tf.Tensor): tf.Scalar {
  requireTensor(logits, 'bceLoss: logits', ['...', 'M']);
  requireTensor(bits, 'bceLoss: bits', logits.shape);
  const loss = tf.customGrad((...inputs: unknown[]) => {
    const [z, save] = inputs as [tf.Tensor, tf.GradSaveFunc];
    save([z, bits]);
    // max(z, 0) − z·b + log(1 + e^−|z|): no overflow for any z
    const terms = tf.add(tf.sub(tf.relu(z), tf.mul(z, bits)), tf.log1p(tf.exp(tf.neg(tf.abs(z)))));
    return {
      value: tf.sum(terms),
      gradFunc: (dy: tf.Tensor, [logit, b]: tf.Tensor[]) => tf.mul(dy, tf.sub(tf.sigmoid(logit), b)),
    };
  });
  return loss(logits) as tf.Scalar;
}

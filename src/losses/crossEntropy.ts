import { tf } from '../engine/tensorflow';

/**
 * −Σ φ·log softmax(scores), summed over everything; gradient softmax(scores) − φ.
 * @param scores [..., N].
 * @param targets [..., N], rows that sum to 1.
 */
export function crossEntropyLoss(scores: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  const loss = tf.customGrad((...inputs: unknown[]) => {
    const s = inputs[0] as tf.Tensor;
    const logits = tf.logSoftmax(s);
    return {
      value: tf.neg(tf.sum(tf.mul(targets, logits))),
      gradFunc: (dy: tf.Tensor) => tf.mul(dy, tf.sub(tf.exp(logits), targets)),
    };
  });
  return loss(scores) as tf.Scalar;
}

/**
 * Binary cross-entropy with logits, summed over batch and bits (BEL's training loss).
 * @param logits [K, M].
 * @param bits [K, M] of 0 and 1.
 */
export function bceLoss(logits: tf.Tensor2D, bits: tf.Tensor2D): tf.Scalar {
  const loss = tf.customGrad((...inputs: unknown[]) => {
    const z = inputs[0] as tf.Tensor;
    // max(z, 0) − z·b + log(1 + e^−|z|): no overflow for any z
    const terms = tf.add(tf.sub(tf.relu(z), tf.mul(z, bits)), tf.log1p(tf.exp(tf.neg(tf.abs(z)))));
    return {
      value: tf.sum(terms),
      gradFunc: (dy: tf.Tensor) => tf.mul(dy, tf.sub(tf.sigmoid(z), bits)),
    };
  });
  return loss(logits) as tf.Scalar;
}

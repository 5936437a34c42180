import { tf } from '../engine/tensorflow';
import type { Parameter } from '../networks/parameter';

/**
 * The loss and its gradient for each parameter, in order; a parameter that the loss does not depend on has none and
 * gets zeros. The caller disposes all of them.
 */
export function lossAndGradients(
  loss: () => tf.Scalar,
  parameters: readonly Parameter[],
): { value: tf.Scalar; gradients: tf.Tensor[] } {
  const variables = parameters.map(({ variable }) => variable);
  const { value, grads } = tf.variableGrads(loss, variables);
  return { value, gradients: variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable)) };
}

/** All gradients one after the other, as one vector [P]. Disposes the given gradients. */
export function flatten(gradients: readonly tf.Tensor[]): tf.Tensor1D {
  const flat = tf.tidy(() => tf.concat1d(gradients.map((gradient) => tf.reshape(gradient, [-1]))));
  tf.dispose(gradients as tf.Tensor[]);
  return flat;
}

/** The gradient [P] times min(1, limit / (norm + 1e-6)), as PyTorch's clip_grad_norm_. Disposes the given gradient. */
export function clipNorm(gradient: tf.Tensor1D, limit: number): tf.Tensor1D {
  const clipped = tf.tidy(() => {
    const norm = tf.sqrt(tf.sum(tf.square(gradient)));
    return tf.mul<tf.Tensor1D>(gradient, tf.minimum(1, tf.div(limit, tf.add(norm, 1e-6))));
  });
  gradient.dispose();
  return clipped;
}

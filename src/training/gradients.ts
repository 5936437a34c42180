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

/**
 * Scales all gradients by min(1, limit / (norm + 1e-6)), norm over all of them together, as PyTorch's
 * clip_grad_norm_. Disposes the given gradients.
 */
export function clipGlobalNorm(gradients: readonly tf.Tensor[], limit: number): tf.Tensor[] {
  const clipped = tf.tidy(() => {
    const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
    const scale = tf.minimum(1, tf.div(limit, tf.add(norm, 1e-6)));
    return gradients.map((gradient) => tf.mul(gradient, scale));
  });
  tf.dispose(gradients as tf.Tensor[]);
  return clipped;
}

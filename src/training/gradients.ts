import { valueAndGradients } from '../engine/backpropagation';
import { globalNorm } from '../engine/norm';
import { tf } from '../engine/tensorflow';
import type { Parameter } from '../networks/parameter';

/**
 * The loss and its gradient for each parameter, in order; a parameter that the loss does not depend on gets zeros.
 * The caller disposes all of them.
 */
export function lossAndGradients(
  loss: () => tf.Scalar,
  parameters: readonly Parameter[],
): { value: tf.Scalar; gradients: tf.Tensor[] } {
  const variables = parameters.map(({ variable }) => variable);
  const { value, gradients } = valueAndGradients(loss, variables);
  return { value, gradients: gradients.map((gradient, i) => gradient ?? tf.zerosLike(variables[i])) };
}

/**
 * The gradients times min(1, limit / (norm + 1e-6)), as PyTorch's clip_grad_norm_; the norm is that of all of them
 * together. Disposes the given gradients, if they are changed.
 */
export function clipNorm(gradients: tf.Tensor[], limit: number): tf.Tensor[] {
  const factor = limit / (globalNorm(gradients) + 1e-6);
  if (!(factor < 1)) return gradients; // also when the norm is not a number: the loss then is none, either
  const clipped = gradients.map((gradient) => tf.mul(gradient, factor));
  tf.dispose(gradients);
  return clipped;
}

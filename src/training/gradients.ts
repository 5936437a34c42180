import { valueAndGradients } from '../engine/backpropagation';
import { globalNorm } from '../engine/norm';
import type { Scalar } from '../engine/resource';
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

/** PyTorch's. */
const MARGIN = 1e-6;

/**
 * min(1, limit / (norm + 1e-6)), by which PyTorch's clip_grad_norm_ multiplies all gradients; the norm is that of all of
 * them together.
 * @param limit 0: no clipping.
 */
export function clipFactor(gradients: readonly tf.Tensor[], limit: number): Scalar {
  if (limit === 0) return 1;
  const norm = globalNorm(gradients);
  if (typeof norm !== 'number') return tf.minimum(tf.div(limit, tf.add(norm, MARGIN)), 1) as tf.Scalar;
  const factor = limit / (norm + MARGIN);
  return factor < 1 ? factor : 1;
}

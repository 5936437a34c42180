import { execute, float, isNative } from './native';
import { SMALL } from './resource';
import type { tf } from './tensorflow';

/** √Σ x² over all numbers of all tensors. */
export function globalNorm(tensors: readonly tf.Tensor[]): number {
  return Math.sqrt(tensors.reduce((sum, x) => sum + (isNative() && x.size > SMALL ? byKernel(x) : byLoop(x)), 0));
}

function byKernel(x: tf.Tensor): number {
  const half = execute('L2Loss', [float()], [x]);
  const [value] = half.dataSync();
  half.dispose();
  return 2 * value;
}

function byLoop(x: tf.Tensor): number {
  const values = x.dataSync();
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}

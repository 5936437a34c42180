import { recording } from './graph/recorder';
import { execute, float, isNative } from './native';
import { type Scalar, SMALL } from './resource';
import { tf } from './tensorflow';

/** √Σ x² over all numbers of all tensors. */
export function globalNorm(tensors: readonly tf.Tensor[]): Scalar {
  if (recording()) return tf.tidy(() => tf.sqrt(tf.mul(2, tf.addN(tensors.map(halfSquares))))) as tf.Scalar;
  return Math.sqrt(tensors.reduce((sum, x) => sum + (isNative() && x.size > SMALL ? byKernel(x) : byLoop(x)), 0));
}

/** Σ x²/2. */
const halfSquares = (x: tf.Tensor): tf.Tensor => execute('L2Loss', [float()], [x]);

function byKernel(x: tf.Tensor): number {
  const half = halfSquares(x);
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

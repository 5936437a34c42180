import { execute, float, isNative } from './native';
import { tf } from './tensorflow';

/** √Σ x² over all numbers of all tensors. */
export function globalNorm(tensors: readonly tf.Tensor[]): number {
  return tf.tidy(() => {
    const halves = tensors.map((x) =>
      isNative() ? execute('L2Loss', [float()], [x]) : tf.div(tf.sum(tf.square(x)), 2),
    );
    return Math.sqrt(2 * tf.addN(halves).dataSync()[0]);
  });
}

import { execute, executeMany, hasOneDnn, ONE_DNN, poolAttributes } from './native';
import { operation } from './operation';
import { padded } from './padding';
import { tf } from './tensorflow';

const SIDE = 3;
const STRIDE = 2;
const PAD = 1;

/**
 * 3 × 3 maximum of every second pixel, differentiable. [K, H, W, C] → [K, ⌈H/2⌉, ⌈W/2⌉, C].
 * @param x not negative (it comes from a ReLU), so that padding with 0 is right.
 */
export function maxPool3(x: tf.Tensor4D): tf.Tensor4D {
  if (!hasOneDnn()) return tf.maxPool(padded(x, PAD), SIDE, STRIDE, 'valid');
  const attributes = () => [...poolAttributes(SIDE, STRIDE), ...ONE_DNN(true)];
  const y = operation(
    { x },
    (save) => {
      const [value, workspace] = executeMany('_MklNativeMaxPool', attributes(), [padded(x, PAD)], 2);
      save([x, value, workspace]); // the workspace says which pixel was the largest
      return value;
    },
    (dy, [source, value, workspace]) => ({
      x: () => {
        const inputs = [padded(source as tf.Tensor4D, PAD), value, dy, workspace];
        return tf.slice(execute('_MklNativeMaxPoolGrad', attributes(), inputs), [0, PAD, PAD, 0], source.shape);
      },
    }),
  );
  return y as tf.Tensor4D;
}

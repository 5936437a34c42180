import { execute, float, isNative, NHWC } from './native';
import { operation } from './operation';
import { tf } from './tensorflow';

/** dy where y > 0, else 0. */
export function reluGradient(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return execute('ReluGrad', [float()], [dy, y]);
}

/** ReLU of the sum of tensors of one shape, differentiable; all of them have the same gradient. */
export function sumRelu<T extends tf.Tensor>(tensors: readonly T[]): T {
  if (!isNative()) return tf.relu(tf.addN([...tensors]) as T);
  const inputs: Record<string, tf.Tensor> = Object.fromEntries(tensors.map((tensor, i) => [String(i), tensor]));
  const y = operation(
    inputs,
    (save) => {
      const value = tf.relu(tensors.length === 1 ? tensors[0] : tf.addN([...tensors]));
      save([value]);
      return value;
    },
    (dy, [value]) => {
      const gradient = reluGradient(dy, value);
      return Object.fromEntries(tensors.map((_, i) => [String(i), () => gradient.clone()]));
    },
  );
  return y as T;
}

/** Adds a bias over the last axis, then ELU; differentiable. x [..., C], bias [C] → [..., C]. */
export function biasElu<T extends tf.Tensor>(x: T, bias: tf.Tensor): T {
  if (!isNative()) return tf.elu(tf.add<T>(x, bias));
  const y = operation(
    { x, bias },
    (save) => {
      const value = tf.elu(addBias(x, bias));
      save([value]);
      return value;
    },
    (dy, [value]) => {
      const dSum = execute('EluGrad', [float()], [dy, value]);
      return { x: () => dSum.clone(), bias: () => biasGradient(dSum) };
    },
  );
  return y as T;
}

/** x [..., C] + bias [C]. No gradient of its own. */
export function addBias(x: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  return execute('BiasAdd', [float(), NHWC()], [x, bias]);
}

/** The gradient of a bias: sums over all axes but the last. */
export function biasGradient(dy: tf.Tensor): tf.Tensor {
  return execute('BiasAddGrad', [float(), NHWC()], [dy]);
}

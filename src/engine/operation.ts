import { tf } from './tensorflow';

type Inputs = Readonly<Record<string, tf.Tensor>>;

/** The part of tfjs's engine that puts an operation on the tape; tf.customGrad rests on it too. */
interface TapeEngine {
  runKernelFunc(operation: {
    forwardFunc: (backend: unknown, save: (tensors: tf.Tensor[]) => void) => tf.Tensor;
    backwardsFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => Record<string, () => tf.Tensor>;
    inputs: Inputs;
  }): tf.Tensor;
}

/**
 * A differentiable operation. As with tf.customGrad, what `forward` computes beside its value is disposed, unless it is
 * saved for the gradient; unlike it, the gradient of an input is computed only when it is asked for: frozen layers and
 * images have none.
 * @param inputs the tensors that it is differentiable in; one may be left out (null).
 * @param gradients for each input, a function that gives its gradient: a tensor of its own. What several of them share is
 * computed before.
 */
export function operation<Name extends string>(
  inputs: Readonly<Record<Name, tf.Tensor | null>>,
  forward: (save: (tensors: tf.Tensor[]) => void) => tf.Tensor,
  gradients: (dy: tf.Tensor, saved: tf.Tensor[]) => Record<Name, () => tf.Tensor>,
): tf.Tensor {
  const given = Object.fromEntries(Object.entries<tf.Tensor | null>(inputs).filter(([, tensor]) => tensor)) as Inputs;
  const engine = tf.engine() as unknown as TapeEngine;
  return engine.runKernelFunc({ forwardFunc: (_, save) => forward(save), backwardsFunc: gradients, inputs: given });
}

import { tf } from '../tensorflow';
import { type Numbers, recording } from './recorder';

/**
 * A tensor of numbers that JavaScript makes anew in each step: draws, learning rates, what is read off labels. In a compiled
 * step it is one of the graph's inputs, so `values` is called at each step, in the order of recording. Whatever else
 * JavaScript puts into a tensor must be the same in all steps.
 * @param sources what it is made of: inputs of the step.
 * @param values their numbers → those of the tensor.
 */
export function computed(
  shape: readonly number[],
  sources: readonly tf.Tensor[],
  values: (...sources: Numbers[]) => Float32Array,
): tf.Tensor {
  const recorder = recording();
  if (recorder) return recorder.compute(shape, sources, values);
  return tf.tensor(values(...sources.map((source) => source.dataSync() as Numbers)), [...shape]);
}

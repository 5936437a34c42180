import { RlelError } from '../../errors';
import { requireArray, requireFunction, requireInteger, requireNumbers, shown } from '../../input/check';
import { requireTensor } from '../requireTensor';
import { tf } from '../tensorflow';
import { type Numbers, recording } from './recorder';

/**
 * A tensor of numbers that JavaScript makes anew in each step: draws, learning rates, what is read off labels. In a compiled
 * step it is one of the graph's inputs, so `values` is called at each step, in the order of recording. Whatever else
 * JavaScript puts into a tensor must be the same in all steps.
 * @param sources what it is made of: inputs of the step.
 * @param values their numbers → those of the tensor.
 * @throws RlelError where they are not as many as the shape has.
 */
export function computed(
  shape: readonly number[],
  sources: readonly tf.Tensor[],
  values: (...sources: Numbers[]) => Float32Array,
): tf.Tensor {
  requireNumbers(shape, 'computed: shape');
  for (const side of shape) requireInteger(side, 'computed: a side of shape', 0);
  requireArray(sources, 'computed: sources');
  for (const source of sources) requireTensor(source, 'computed: a source');
  requireFunction(values, 'computed: values');
  const size = shape.reduce((product, side) => product * side, 1);
  const made = (...numbers: Numbers[]): Float32Array => {
    const result: unknown = values(...numbers);
    if (!(result instanceof Float32Array) || result.length !== size)
      throw new RlelError(`computed: values() gives ${shown(result)}, expected a Float32Array of ${size}.`);
    return result;
  };
  const recorder = recording();
  if (recorder) return recorder.compute(shape, sources, made);
  return tf.tensor(made(...sources.map((source) => source.dataSync() as Numbers)), [...shape]);
}

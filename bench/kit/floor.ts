import { tf } from '../../src/engine/tensorflow';
import { median } from '../statistics';
import { seconds } from './seconds';

/** A convolution or matrix product of the step, as the backend was asked for it. */
interface Product {
  readonly name: string;
  readonly attributes: unknown;
  readonly inputs: readonly { readonly shape: readonly number[]; readonly integers: readonly number[] | null }[];
  /** How often a step computes it. */
  times: number;
}

type Execute = (name: string, attributes: unknown, inputs: readonly tf.Tensor[]) => tf.Tensor;

/** The native backend's method that runs an operation by name. */
interface NativeBackend {
  executeSingleOutput: Execute;
}

/** Forward, input gradient and filter gradient of convolutions; matrix products, batched or not; fused ones. */
const PRODUCTS = /Conv2D|MatMul/;

/**
 * The least that a step could take with these kernels: each distinct convolution and matrix product of the step is run
 * alone, with the same attributes and shapes, and the medians are summed, each as often as the step computes it.
 * @returns a function that gives that sum in seconds, from `count` runs of each; its first call also runs a step.
 */
export function floorOf(step: () => unknown): (count: number) => number {
  let products: Product[] | null = null;
  return (count) => {
    products ??= recordProducts(step);
    return products.reduce((sum, product) => sum + product.times * medianTime(product, count), 0);
  };
}

/** Runs the step once and keeps what it asks of the backend. */
function recordProducts(step: () => unknown): Product[] {
  const backend = tf.backend() as unknown as NativeBackend;
  const execute = backend.executeSingleOutput;
  const products = new Map<string, Product>();
  backend.executeSingleOutput = (name, attributes, inputs) => {
    if (PRODUCTS.test(name)) {
      const shapes = inputs.map((input) => ({
        shape: input.shape,
        integers: input.dtype === 'int32' ? [...input.dataSync()] : null, // sizes that gradients are asked for
      }));
      const key = JSON.stringify([name, attributes, shapes]);
      const product = products.get(key) ?? { name, attributes, inputs: shapes, times: 0 };
      product.times += 1;
      products.set(key, product);
    }
    return execute.call(backend, name, attributes, inputs);
  };
  try {
    step();
  } finally {
    backend.executeSingleOutput = execute;
  }
  return [...products.values()];
}

function medianTime({ name, attributes, inputs }: Product, count: number): number {
  const backend = tf.backend() as unknown as NativeBackend;
  const tensors = inputs.map(({ shape, integers }) =>
    integers ? tf.tensor(integers, [...shape], 'int32') : tf.fill([...shape], 0.5),
  );
  const once = (): void => backend.executeSingleOutput(name, attributes, tensors).dispose();
  once();
  const times = Array.from({ length: count }, () => seconds(once));
  tf.dispose(tensors);
  return median(times);
}

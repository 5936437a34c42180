import { tensorflowStart } from './environment';
import { tf } from './tensorflow';

/** An attribute of a TensorFlow operation. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** The part of tfjs-node's backend that runs TensorFlow's operations by name. */
interface NativeBackend {
  readonly binding: Record<string, number>;
  readonly isUsingGpuDevice: boolean;
  executeSingleOutput(name: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
}

const backend = (): NativeBackend => tf.backend() as unknown as NativeBackend;

/** Whether TensorFlow itself runs the tensors; else operations are put together from tfjs's own. */
export const isNative = (): boolean => tf.getBackend() === 'tensorflow';

/** The version of the TensorFlow library that is loaded. */
export const tensorflowVersion = (): string => String((backend().binding as Record<string, unknown>).TF_Version);

/** Whether TensorFlow runs on a GPU. */
export const isGpu = (): boolean => isNative() && backend().isUsingGpuDevice;

let oneDnn: boolean | null = null;
let plain = false;

/** Has work done with the kernels that every TensorFlow has, not oneDNN's by name: for graphs that others run. */
export function withPlainKernels<T>(work: () => T): T {
  plain = true;
  try {
    return work();
  } finally {
    plain = false;
  }
}

/** Whether TensorFlow computes with oneDNN, whose kernels can then be called by name. */
export function hasOneDnn(): boolean {
  if (plain || !isNative() || isGpu() || tensorflowStart()?.variables.TF_ENABLE_ONEDNN_OPTS === '0') return false;
  oneDnn ??= tf.tidy(computesWithOneDnn);
  return oneDnn;
}

/** Sums of many products have other last bits in TensorFlow's own kernel than in oneDNN's, which is called by name. */
function computesWithOneDnn(): boolean {
  const rows = tf.tensor2d(
    Float32Array.from({ length: 16 * 2048 }, (_, i) => Math.sin(i)),
    [16, 2048],
  );
  const attributes = [float(), flag('transpose_a', false), flag('transpose_b', true)];
  const product = (name: string, ...more: Attribute[]) =>
    execute(name, [...attributes, ...more], [rows, rows]).dataSync();
  try {
    const named = product('_MklMatMul', ...ONE_DNN());
    return product('MatMul').every((value, i) => value === named[i]);
  } catch {
    return false; // this TensorFlow has no such kernel
  }
}

/** Runs an operation that has one output. */
export function execute(name: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[]): tf.Tensor {
  return backend().executeSingleOutput(name, attributes, inputs);
}

/** Runs an operation that has none or several outputs. */
export function executeMany(
  name: string,
  attributes: readonly Attribute[],
  inputs: readonly tf.Tensor[],
  outputs: number,
): tf.Tensor[] {
  return backend().executeMultipleOutputs(name, attributes, inputs, outputs);
}

const attribute = (name: string, type: string, value: unknown): Attribute => ({
  name,
  type: backend().binding[type],
  value,
});

export const integers = (name: string, value: number | readonly number[]): Attribute =>
  attribute(name, 'TF_ATTR_INT', value);
export const real = (name: string, value: number): Attribute => attribute(name, 'TF_ATTR_FLOAT', value);
export const text = (name: string, value: string): Attribute => attribute(name, 'TF_ATTR_STRING', value);
export const flag = (name: string, value: boolean): Attribute => attribute(name, 'TF_ATTR_BOOL', value);
export const shapeOf = (name: string, value: readonly number[]): Attribute => attribute(name, 'TF_ATTR_SHAPE', value);
/** An operation's element type: float32. */
export const float = (name = 'T'): Attribute => attribute(name, 'TF_ATTR_TYPE', backend().binding.TF_FLOAT);
/** An operation's attribute of an element type: int32. */
export const int32 = (name: string): Attribute => attribute(name, 'TF_ATTR_TYPE', backend().binding.TF_INT32);
export const NHWC = (): Attribute => text('data_format', 'NHWC');

/** Selects oneDNN's kernel of an operation named `_MklNative…`. */
export const ONE_DNN = (workspace = false): Attribute[] => [
  text('_kernel', 'MklNameChangeOp'),
  ...(workspace ? [flag('workspace_enabled', true)] : []),
];

/** Pooling without padding. */
export const poolAttributes = (side: number, stride: number): Attribute[] => [
  float(),
  integers('ksize', [1, side, side, 1]),
  integers('strides', [1, stride, stride, 1]),
  text('padding', 'VALID'),
  NHWC(),
];

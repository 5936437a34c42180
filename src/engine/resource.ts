import { execute, executeMany, flag, float, isNative, shapeOf, text } from './native';
import { tf } from './tensorflow';

/** A number, or a scalar tensor: in a recorded step. */
export type Scalar = number | tf.Scalar;

/** The scalars of Adam's update; bias corrections are in rate and ε. */
export interface AdamScalars {
  readonly rate: Scalar;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: Scalar;
  /** The gradient is multiplied by it. */
  readonly factor: Scalar;
}

/** A variable that is updated in one go, without intermediate tensors. The caller disposes it. */
export interface Resource {
  readonly shape: readonly number[];
  assign(value: tf.Tensor): void;
  /** Its value now, as a new tensor. */
  read(): tf.Tensor;
  dataSync(): Float32Array;
  /** p ← p − rate·g, for this p. */
  descend(gradient: tf.Tensor, rate: Scalar): void;
  /** m ← m + (1 − β1)(g − m); v ← v + (1 − β2)(g² − v); p ← p − rate·m/(√v + ε), for this p. */
  adam(first: Resource, second: Resource, gradient: tf.Tensor, scalars: AdamScalars): void;
  dispose(): void;
}

/** For tensors of up to this many numbers a loop over them takes less time than calls of kernels (measured). */
export const SMALL = 20_000;

/** A resource without a value: one has to be assigned before it is read. Those of one shape are of one kind. */
export function resource(shape: readonly number[]): Resource {
  const size = shape.reduce((product, side) => product * side, 1);
  return isNative() && size > SMALL ? new KernelResource(shape) : new ArrayResource(shape);
}

/** A resource of zeros. */
export function zeroResource(shape: readonly number[]): Resource {
  const zeros = resource(shape);
  clear(zeros);
  return zeros;
}

/** Assigns zeros. */
export function clear(values: Resource): void {
  tf.tidy(() => values.assign(tf.zeros([...values.shape])));
}

/** TensorFlow's name for a variable that is freed with its handle. */
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** A variable of TensorFlow's own. */
class KernelResource implements Resource {
  private readonly handle: tf.Tensor;

  constructor(readonly shape: readonly number[]) {
    const attributes = [text('container', ''), text('shared_name', ANONYMOUS), float('dtype'), shapeOf('shape', shape)];
    this.handle = tf.keep(execute('VarHandleOp', attributes, []));
  }

  /** Copies the values, so that the given tensor stays as it is. */
  assign(value: tf.Tensor): void {
    executeMany('AssignVariableOp', [float('dtype')], [this.handle, value], 0);
  }

  read(): tf.Tensor {
    return execute('ReadVariableOp', [float('dtype')], [this.handle]);
  }

  dataSync(): Float32Array {
    const value = this.read();
    const values = value.dataSync() as Float32Array;
    value.dispose();
    return values;
  }

  descend(gradient: tf.Tensor, rate: Scalar): void {
    applyDescent(this.handle, gradient, rate);
  }

  adam(first: KernelResource, second: KernelResource, gradient: tf.Tensor, scalars: AdamScalars): void {
    applyAdam([this.handle, first.handle, second.handle], gradient, scalars);
  }

  dispose(): void {
    this.handle.dispose();
  }
}

const scalar = (value: Scalar): tf.Scalar => (typeof value === 'number' ? tf.scalar(value) : value);

/** `Resource.descend` by TensorFlow's kernel, on a variable's handle. */
export function applyDescent(handle: tf.Tensor, gradient: tf.Tensor, rate: Scalar): void {
  tf.tidy(() => {
    const inputs = [handle, scalar(rate), gradient];
    executeMany('ResourceApplyGradientDescent', [float(), flag('use_locking', false)], inputs, 0);
  });
}

/** `Resource.adam` by TensorFlow's kernel, on the handles of a variable and its moments. */
export function applyAdam(handles: readonly tf.Tensor[], gradient: tf.Tensor, scalars: AdamScalars): void {
  const { rate, beta1, beta2, epsilon, factor } = scalars;
  // The kernel's own corrections by 1 − β^t are exact to five digits only: β^t = 0 leaves them out.
  const attributes = [float(), flag('use_locking', false), flag('use_nesterov', false)];
  tf.tidy(() => {
    const values = [0, 0, rate, beta1, beta2, epsilon].map(scalar);
    const slope = factor === 1 ? gradient : tf.mul(gradient, factor);
    executeMany('ResourceApplyAdam', attributes, [...handles, ...values, slope], 0);
  });
}

type PlainScalars = Readonly<Record<keyof AdamScalars, number>>;

/** A variable of numbers, updated by a loop over them. */
class ArrayResource implements Resource {
  private values = new Float32Array(0);

  constructor(readonly shape: readonly number[]) {}

  assign(value: tf.Tensor): void {
    this.values = (value.dataSync() as Float32Array).slice();
  }

  read(): tf.Tensor {
    return tf.tensor(this.values.slice(), [...this.shape]);
  }

  dataSync(): Float32Array {
    return this.values;
  }

  descend(gradient: tf.Tensor, rate: number): void {
    const { values } = this;
    const g = gradient.dataSync();
    for (let i = 0; i < values.length; i++) values[i] -= rate * g[i];
  }

  adam(first: ArrayResource, second: ArrayResource, gradient: tf.Tensor, scalars: PlainScalars): void {
    const { rate, beta1, beta2, epsilon, factor } = scalars;
    const [p, m, v, g] = [this.values, first.values, second.values, gradient.dataSync()];
    for (let i = 0; i < p.length; i++) {
      const slope = factor * g[i];
      m[i] += (1 - beta1) * (slope - m[i]);
      v[i] += (1 - beta2) * (slope * slope - v[i]);
      p[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + epsilon);
    }
  }

  dispose(): void {}
}

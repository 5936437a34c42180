import { execute, executeMany, flag, float, isNative, shapeOf, text } from './native';
import { tf } from './tensorflow';

/** The scalars of Adam's update; bias corrections are in rate and ε. */
export interface AdamScalars {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** A variable that is updated by one kernel call, without intermediate tensors. The caller disposes it. */
export interface Resource {
  readonly shape: readonly number[];
  assign(value: tf.Tensor): void;
  /** Its value now, as a new tensor. */
  read(): tf.Tensor;
  dataSync(): Float32Array;
  /** p ← p − rate·g, for this p. */
  descend(gradient: tf.Tensor, rate: number): void;
  /** m ← m + (1 − β1)(g − m); v ← v + (1 − β2)(g² − v); p ← p − rate·m/(√v + ε), for this p. */
  adam(first: Resource, second: Resource, gradient: tf.Tensor, scalars: AdamScalars): void;
  dispose(): void;
}

/** A resource of zeros. */
export function resource(shape: readonly number[]): Resource {
  return isNative() ? new NativeResource(shape) : new PlainResource(shape);
}

/** TensorFlow's name for a variable that is freed with its handle. */
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** A variable of TensorFlow's own. */
class NativeResource implements Resource {
  private readonly handle: tf.Tensor;

  constructor(readonly shape: readonly number[]) {
    const attributes = [text('container', ''), text('shared_name', ANONYMOUS), float('dtype'), shapeOf('shape', shape)];
    this.handle = tf.keep(execute('VarHandleOp', attributes, []));
    tf.tidy(() => this.assign(tf.zeros([...shape])));
  }

  /** Values are shared with the given tensor, and copied only when one of the two changes. */
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

  descend(gradient: tf.Tensor, rate: number): void {
    tf.tidy(() => {
      const inputs = [this.handle, tf.scalar(rate), gradient];
      executeMany('ResourceApplyGradientDescent', [float(), flag('use_locking', false)], inputs, 0);
    });
  }

  adam(first: NativeResource, second: NativeResource, gradient: tf.Tensor, scalars: AdamScalars): void {
    const { rate, beta1, beta2, epsilon } = scalars;
    // The kernel's own corrections by 1 − β^t are exact to five digits only: β^t = 0 leaves them out.
    const attributes = [float(), flag('use_locking', false), flag('use_nesterov', false)];
    tf.tidy(() => {
      const values = [0, 0, rate, beta1, beta2, epsilon].map((value) => tf.scalar(value));
      const inputs = [this.handle, first.handle, second.handle, ...values, gradient];
      executeMany('ResourceApplyAdam', attributes, inputs, 0);
    });
  }

  dispose(): void {
    this.handle.dispose();
  }
}

/** The same, put together from tfjs's operations. */
class PlainResource implements Resource {
  private readonly variable: tf.Variable;

  constructor(readonly shape: readonly number[]) {
    this.variable = tf.tidy(() => tf.variable(tf.zeros([...shape]), false));
  }

  assign(value: tf.Tensor): void {
    this.variable.assign(value);
  }

  read(): tf.Tensor {
    return this.variable.clone();
  }

  dataSync(): Float32Array {
    return this.variable.dataSync() as Float32Array;
  }

  descend(gradient: tf.Tensor, rate: number): void {
    tf.tidy(() => this.variable.assign(tf.sub(this.variable, tf.mul(gradient, rate))));
  }

  adam(first: PlainResource, second: PlainResource, gradient: tf.Tensor, scalars: AdamScalars): void {
    const { rate, beta1, beta2, epsilon } = scalars;
    tf.tidy(() => {
      const [m, v] = [first.variable, second.variable];
      m.assign(tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta1)));
      v.assign(tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta2)));
      this.variable.assign(tf.sub(this.variable, tf.mul(tf.div(m, tf.add(tf.sqrt(v), epsilon)), rate)));
    });
  }

  dispose(): void {
    this.variable.dispose();
  }
}

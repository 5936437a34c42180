import { tf } from '../engine/tensorflow';
import type { Parameter } from '../networks/parameter';

/** Updates parameters in place. Learning rates are per parameter, so that groups need no machinery of their own. */
export interface Optimizer {
  /**
   * @param gradients one a parameter, in their order; the caller disposes them.
   * @param rates learning rate of each parameter.
   */
  step(gradients: readonly tf.Tensor[], rates: readonly number[]): void;
  /** Updates done so far. */
  steps: number;
  /** The variables beside the parameters that a checkpoint must hold. */
  readonly state: readonly { readonly name: string; readonly variable: tf.Variable }[];
  dispose(): void;
}

/** p ← p − lr·g. */
export class Sgd implements Optimizer {
  steps = 0;
  readonly state = [];

  constructor(private readonly parameters: readonly Parameter[]) {}

  step(gradients: readonly tf.Tensor[], rates: readonly number[]): void {
    this.steps += 1;
    tf.tidy(() => {
      this.parameters.forEach(({ variable }, i) => {
        variable.assign(tf.sub(variable, tf.mul(rates[i], gradients[i])));
      });
    });
  }

  dispose(): void {}
}

/** Adam (Kingma & Ba 2015, algorithm 1), with PyTorch's defaults and its place for ε. */
export class Adam implements Optimizer {
  private readonly first: tf.Variable[];
  private readonly second: tf.Variable[];
  steps = 0;

  constructor(
    private readonly parameters: readonly Parameter[],
    private readonly beta1 = 0.9,
    private readonly beta2 = 0.999,
    private readonly epsilon = 1e-8,
  ) {
    const zeros = ({ variable }: Parameter) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false));
    this.first = parameters.map(zeros);
    this.second = parameters.map(zeros);
  }

  step(gradients: readonly tf.Tensor[], rates: readonly number[]): void {
    this.steps += 1;
    const correction1 = 1 - this.beta1 ** this.steps;
    const correction2 = Math.sqrt(1 - this.beta2 ** this.steps);
    tf.tidy(() => {
      this.parameters.forEach(({ variable }, i) => {
        const g = gradients[i];
        const m = tf.add(tf.mul(this.first[i], this.beta1), tf.mul(g, 1 - this.beta1));
        const v = tf.add(tf.mul(this.second[i], this.beta2), tf.mul(tf.square(g), 1 - this.beta2));
        const scale = tf.add(tf.div(tf.sqrt(v), correction2), this.epsilon);
        variable.assign(tf.sub(variable, tf.mul(rates[i] / correction1, tf.div(m, scale))));
        this.first[i].assign(m);
        this.second[i].assign(v);
      });
    });
  }

  get state() {
    return this.parameters.flatMap(({ name }, i) => [
      { name: `adam/first/${name}`, variable: this.first[i] },
      { name: `adam/second/${name}`, variable: this.second[i] },
    ]);
  }

  dispose(): void {
    tf.dispose([this.first, this.second]);
  }
}

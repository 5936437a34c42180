import { tf } from '../engine/tensorflow';
import type { Parameter } from '../networks/parameter';

/** Updates parameters in place, all in one vector: a dozen operations a step, however many parameters there are. */
export interface Optimizer {
  /**
   * @param gradient [P], the parameters' gradients one after the other; the caller disposes it.
   * @param rates learning rate of each parameter.
   */
  step(gradient: tf.Tensor1D, rates: readonly number[]): void;
  /** Updates done since the start or the last reset. */
  steps: number;
  /** The variables beside the parameters that a checkpoint must hold. */
  readonly state: readonly { readonly name: string; readonly variable: tf.Variable }[];
  /** Forgets its past, as a new optimizer. */
  reset(): void;
  dispose(): void;
}

/** p ← p − lr·g. */
export class Sgd implements Optimizer {
  steps = 0;
  readonly state = [];
  private readonly rates: FlatRates;

  constructor(private readonly parameters: readonly Parameter[]) {
    this.rates = new FlatRates(parameters);
  }

  step(gradient: tf.Tensor1D, rates: readonly number[]): void {
    this.steps += 1;
    tf.tidy(() => subtract(this.parameters, tf.mul(gradient, this.rates.of(rates))));
  }

  reset(): void {
    this.steps = 0;
  }

  dispose(): void {
    this.rates.dispose();
  }
}

/** Adam (Kingma & Ba 2015, algorithm 1), with PyTorch's defaults and its place for ε. */
export class Adam implements Optimizer {
  steps = 0;
  readonly state: Optimizer['state'];
  private readonly first: tf.Variable;
  private readonly second: tf.Variable;
  private readonly rates: FlatRates;

  constructor(
    private readonly parameters: readonly Parameter[],
    private readonly beta1 = 0.9,
    private readonly beta2 = 0.999,
    private readonly epsilon = 1e-8,
  ) {
    const size = parameters.reduce((sum, { variable }) => sum + variable.size, 0);
    [this.first, this.second] = [0, 1].map(() => tf.tidy(() => tf.variable(tf.zeros([size]), false)));
    this.state = [
      { name: 'adam/first', variable: this.first },
      { name: 'adam/second', variable: this.second },
    ];
    this.rates = new FlatRates(parameters);
  }

  step(gradient: tf.Tensor1D, rates: readonly number[]): void {
    this.steps += 1;
    const correction1 = 1 - this.beta1 ** this.steps;
    const correction2 = Math.sqrt(1 - this.beta2 ** this.steps);
    tf.tidy(() => {
      const m = tf.add(tf.mul(this.first, this.beta1), tf.mul(gradient, 1 - this.beta1));
      const v = tf.add(tf.mul(this.second, this.beta2), tf.mul(tf.square(gradient), 1 - this.beta2));
      const scale = tf.add(tf.div(tf.sqrt(v), correction2), this.epsilon);
      subtract(this.parameters, tf.mul(tf.div(m, tf.mul(scale, correction1)), this.rates.of(rates)));
      this.first.assign(m);
      this.second.assign(v);
    });
  }

  reset(): void {
    this.steps = 0;
    tf.tidy(() => {
      this.first.assign(tf.zerosLike(this.first));
      this.second.assign(tf.zerosLike(this.second));
    });
  }

  dispose(): void {
    tf.dispose([this.first, this.second]);
    this.rates.dispose();
  }
}

/**
 * Adam as the published head pose code runs it: its parameter groups list a parameter r times, and PyTorch then
 * updates it r times a step with the same gradient.
 */
export class RepeatedAdam implements Optimizer {
  readonly state: Optimizer['state'];
  private readonly classes: readonly { readonly times: number; readonly members: readonly number[]; adam: Adam }[];

  constructor(
    private readonly parameters: readonly Parameter[],
    repetitions: readonly number[],
  ) {
    this.classes = [...new Set(repetitions)].sort().map((times) => {
      const members = parameters.map((_, i) => i).filter((i) => repetitions[i] === times);
      return { times, members, adam: new Adam(members.map((i) => parameters[i])) };
    });
    this.state = this.classes.flatMap(({ times, adam }) =>
      adam.state.map(({ name, variable }) => ({ name: `${name}/${times}`, variable })),
    );
  }

  /** Steps of the whole, from which each class's own follow. */
  get steps(): number {
    const [{ adam, times }] = this.classes;
    return adam.steps / times;
  }

  set steps(steps: number) {
    for (const { adam, times } of this.classes) adam.steps = steps * times;
  }

  step(gradient: tf.Tensor1D, rates: readonly number[]): void {
    tf.tidy(() => {
      const parts = tf.split(
        gradient,
        this.parameters.map(({ variable }) => variable.size),
      );
      for (const { times, members, adam } of this.classes) {
        const own = tf.concat1d(members.map((i) => parts[i] as tf.Tensor1D));
        const ownRates = members.map((i) => rates[i]);
        for (let i = 0; i < times; i++) adam.step(own, ownRates);
      }
    });
  }

  reset(): void {
    for (const { adam } of this.classes) adam.reset();
  }

  dispose(): void {
    for (const { adam } of this.classes) adam.dispose();
  }
}

/** p ← p − Δ for each parameter, Δ [P]. */
function subtract(parameters: readonly Parameter[], change: tf.Tensor): void {
  const parts = tf.split(
    change,
    parameters.map(({ variable }) => variable.size),
  );
  parameters.forEach(({ variable }, i) => {
    variable.assign(tf.sub(variable, tf.reshape(parts[i], variable.shape)));
  });
}

/** The learning rate of each number of the flat gradient; made anew only when the rates change. */
class FlatRates {
  private current = '';
  private vector: tf.Tensor | null = null;

  constructor(private readonly parameters: readonly Parameter[]) {}

  of(rates: readonly number[]): tf.Tensor {
    const wanted = rates.join();
    if (this.vector && this.current === wanted) return this.vector;
    this.vector?.dispose();
    this.current = wanted;
    this.vector = tf.keep(
      tf.tidy(() => tf.concat1d(this.parameters.map(({ variable }, i) => tf.fill([variable.size], rates[i])))),
    );
    return this.vector;
  }

  dispose(): void {
    this.vector?.dispose();
    this.vector = null;
  }
}

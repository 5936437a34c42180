import { clear, type Resource, resource, zeroResource } from '../engine/resource';
import { tf } from '../engine/tensorflow';
import type { Parameter } from '../networks/parameter';
import type { StateTensor } from './checkpoint';

/** Updates parameters in place. */
export interface Optimizer {
  /**
   * @param gradients of each parameter, in its shape; the caller disposes them.
   * @param rates learning rate of each parameter.
   * @param factor the gradients are multiplied by it (clipping).
   */
  step(gradients: readonly tf.Tensor[], rates: readonly number[], factor?: number): void;
  /** Updates done since the start or the last reset. */
  steps: number;
  /** What a checkpoint must hold beside the parameters. */
  readonly state: readonly { readonly name: string; readonly variable: StateTensor }[];
  /** Forgets its past, as a new optimizer. */
  reset(): void;
  dispose(): void;
}

/** Lets `update` change a parameter's values, in a resource of its shape. */
function change({ variable }: Parameter, values: Resource, update: () => void): void {
  tf.tidy(() => {
    values.assign(variable);
    update();
    variable.assign(values.read());
  });
}

/** p ← p − lr·g. */
export class Sgd implements Optimizer {
  steps = 0;
  readonly state = [];
  private readonly values: readonly Resource[];

  constructor(private readonly parameters: readonly Parameter[]) {
    this.values = parameters.map(({ variable }) => resource(variable.shape));
  }

  step(gradients: readonly tf.Tensor[], rates: readonly number[], factor = 1): void {
    this.steps += 1;
    this.parameters.forEach((parameter, i) => {
      const values = this.values[i];
      change(parameter, values, () => values.descend(gradients[i], factor * rates[i]));
    });
  }

  reset(): void {
    this.steps = 0;
  }

  dispose(): void {
    for (const values of this.values) values.dispose();
  }
}

/** The β that float32 arithmetic with 1 − β works with: for 0.999 it differs in the eighth digit. */
const effective = (beta: number): number => 1 - Math.fround(1 - Math.fround(beta));

/** Adam (Kingma & Ba 2015, algorithm 1), with PyTorch's defaults and its place for ε. */
export class Adam implements Optimizer {
  steps = 0;
  readonly state: Optimizer['state'];
  private readonly values: readonly Resource[];
  private readonly first: readonly Resource[];
  private readonly second: readonly Resource[];

  constructor(
    private readonly parameters: readonly Parameter[],
    private readonly beta1 = effective(0.9),
    private readonly beta2 = effective(0.999),
    private readonly epsilon = 1e-8,
  ) {
    this.values = parameters.map(({ variable }) => resource(variable.shape));
    this.first = parameters.map(({ variable }) => zeroResource(variable.shape));
    this.second = parameters.map(({ variable }) => zeroResource(variable.shape));
    this.state = parameters.flatMap(({ name }, i) => [
      { name: `adam/first/${name}`, variable: this.first[i] },
      { name: `adam/second/${name}`, variable: this.second[i] },
    ]);
  }

  step(gradients: readonly tf.Tensor[], rates: readonly number[], factor = 1): void {
    this.steps += 1;
    const { beta1, beta2, values, first, second } = this;
    const correction1 = 1 - beta1 ** this.steps;
    const correction2 = Math.sqrt(1 - beta2 ** this.steps);
    const epsilon = this.epsilon * correction2;
    this.parameters.forEach((parameter, i) => {
      const scalars = { rate: (rates[i] * correction2) / correction1, beta1, beta2, epsilon, factor };
      change(parameter, values[i], () => values[i].adam(first[i], second[i], gradients[i], scalars));
    });
  }

  reset(): void {
    this.steps = 0;
    for (const moment of [...this.first, ...this.second]) clear(moment);
  }

  dispose(): void {
    for (const part of [...this.values, ...this.first, ...this.second]) part.dispose();
  }
}

/**
 * Adam as the published head pose code runs it: its parameter groups list a parameter r times, and PyTorch then
 * updates it r times a step with the same gradient.
 */
export class RepeatedAdam implements Optimizer {
  readonly state: Optimizer['state'];
  private readonly classes: readonly { readonly times: number; readonly members: readonly number[]; adam: Adam }[];

  constructor(parameters: readonly Parameter[], repetitions: readonly number[]) {
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

  step(gradients: readonly tf.Tensor[], rates: readonly number[], factor = 1): void {
    for (const { times, members, adam } of this.classes) {
      const own = members.map((i) => gradients[i]);
      const ownRates = members.map((i) => rates[i]);
      for (let i = 0; i < times; i++) adam.step(own, ownRates, factor);
    }
  }

  reset(): void {
    for (const { adam } of this.classes) adam.reset();
  }

  dispose(): void {
    for (const { adam } of this.classes) adam.dispose();
  }
}

import { clear, type Resource, resource, type Scalar, zeroResource } from '../engine/resource';
import { tf } from '../engine/tensorflow';
import type { Parameter } from '../networks/parameter';
import type { NamedVariable } from './checkpoint';

/** Updates parameters in place. A step is `advance` in JavaScript and `update` in TensorFlow. */
export interface Optimizer {
  /** Counts a step. @returns the numbers that its update works with, `scalars` of them. */
  advance(rates: readonly number[]): number[];
  readonly scalars: number;
  /**
   * @param gradients of each parameter, in its shape; the caller disposes them.
   * @param scalars what `advance` gave.
   * @param factor the gradients are multiplied by it (clipping).
   */
  update(gradients: readonly tf.Tensor[], scalars: readonly Scalar[], factor: Scalar): void;
  /** Updates done since the start or the last reset. */
  steps: number;
  /** What a checkpoint must hold beside the parameters. */
  readonly state: readonly NamedVariable[];
  /** Forgets its past, as a new optimizer. */
  reset(): void;
  dispose(): void;
}

/** Where an optimizer changes parameters and keeps its moments. `P` is what it updates at a time. */
export interface Storage<P> {
  /** Lets `update` change a parameter's values. */
  change(parameter: P, update: (values: Resource) => void): void;
  /** Moments for a parameter, 0 at first. */
  zeros(parameter: P): Resource;
  /** Moments by the names of parameters. */
  named(parameter: P, moments: Resource): readonly NamedVariable[];
  dispose(): void;
}

/** Beside tfjs's variables: values go to a resource of their shape and back. */
export function besideVariables<P extends Parameter>(): Storage<P> {
  const resources = new Map<P, Resource>();
  return {
    change(parameter, update) {
      const { variable } = parameter;
      const values = resources.get(parameter) ?? resource(variable.shape);
      resources.set(parameter, values);
      tf.tidy(() => {
        values.assign(variable);
        update(values);
        variable.assign(values.read());
      });
    },
    zeros: ({ variable }) => zeroResource(variable.shape),
    named: ({ name }, moments) => [{ name, variable: moments }],
    dispose() {
      for (const values of resources.values()) values.dispose();
    },
  };
}

const times = (a: Scalar, b: Scalar): Scalar =>
  typeof a === 'number' && typeof b === 'number' ? a * b : (tf.mul(a, b) as tf.Scalar);

/** p ← p − lr·g. */
export class Sgd<P> implements Optimizer {
  steps = 0;
  readonly state = [];
  readonly scalars: number;

  constructor(
    private readonly parameters: readonly P[],
    private readonly storage: Storage<P>,
  ) {
    this.scalars = parameters.length;
  }

  advance(rates: readonly number[]): number[] {
    this.steps += 1;
    return [...rates];
  }

  update(gradients: readonly tf.Tensor[], rates: readonly Scalar[], factor: Scalar): void {
    this.parameters.forEach((parameter, i) => {
      this.storage.change(parameter, (values) => values.descend(gradients[i], times(factor, rates[i])));
    });
  }

  reset(): void {
    this.steps = 0;
  }

  dispose(): void {
    this.storage.dispose();
  }
}

/** The β that float32 arithmetic with 1 − β works with: for 0.999 it differs in the eighth digit. */
const effective = (beta: number): number => 1 - Math.fround(1 - Math.fround(beta));

const BETA1 = effective(0.9);
const BETA2 = effective(0.999);
const EPSILON = 1e-8;

/** Adam (Kingma & Ba 2015, algorithm 1), with PyTorch's defaults and its place for ε. */
export class Adam<P> implements Optimizer {
  steps = 0;
  readonly state: Optimizer['state'];
  readonly scalars: number;
  private readonly first: readonly Resource[];
  private readonly second: readonly Resource[];

  constructor(
    private readonly parameters: readonly P[],
    private readonly storage: Storage<P>,
  ) {
    this.first = parameters.map((parameter) => storage.zeros(parameter));
    this.second = parameters.map((parameter) => storage.zeros(parameter));
    this.state = [this.first, this.second].flatMap((moments, order) =>
      parameters
        .flatMap((parameter, i) => storage.named(parameter, moments[i]))
        .map(({ name, variable }) => ({ name: `adam/${order === 0 ? 'first' : 'second'}/${name}`, variable })),
    );
    this.scalars = 1 + parameters.length;
  }

  /** ε and each parameter's rate, with the bias corrections in them. */
  advance(rates: readonly number[]): number[] {
    this.steps += 1;
    const correction1 = 1 - BETA1 ** this.steps;
    const correction2 = Math.sqrt(1 - BETA2 ** this.steps);
    return [EPSILON * correction2, ...rates.map((rate) => (rate * correction2) / correction1)];
  }

  update(gradients: readonly tf.Tensor[], [epsilon, ...rates]: readonly Scalar[], factor: Scalar): void {
    const { first, second, storage } = this;
    this.parameters.forEach((parameter, i) => {
      const scalars = { rate: rates[i], beta1: BETA1, beta2: BETA2, epsilon, factor };
      storage.change(parameter, (values) => values.adam(first[i], second[i], gradients[i], scalars));
    });
  }

  reset(): void {
    this.steps = 0;
    for (const moment of [...this.first, ...this.second]) clear(moment);
  }

  dispose(): void {
    for (const moment of [...this.first, ...this.second]) moment.dispose();
    this.storage.dispose();
  }
}

/**
 * Adam as the published head pose code runs it: its parameter groups list a parameter r times, and PyTorch then
 * updates it r times a step with the same gradient.
 */
export class RepeatedAdam<P> implements Optimizer {
  readonly state: Optimizer['state'];
  readonly scalars: number;
  private readonly classes: readonly { readonly times: number; readonly members: readonly number[]; adam: Adam<P> }[];

  constructor(parameters: readonly P[], repetitions: readonly number[], storage: () => Storage<P>) {
    this.classes = [...new Set(repetitions)].sort().map((times) => {
      const members = parameters.map((_, i) => i).filter((i) => repetitions[i] === times);
      return {
        times,
        members,
        adam: new Adam(
          members.map((i) => parameters[i]),
          storage(),
        ),
      };
    });
    this.state = this.classes.flatMap(({ times, adam }) =>
      adam.state.map(({ name, variable }) => ({ name: `${name}/${times}`, variable })),
    );
    this.scalars = this.classes.reduce((sum, { times, adam }) => sum + times * adam.scalars, 0);
  }

  /** Steps of the whole, from which each class's own follow. */
  get steps(): number {
    const [{ adam, times }] = this.classes;
    return adam.steps / times;
  }

  set steps(steps: number) {
    for (const { adam, times } of this.classes) adam.steps = steps * times;
  }

  advance(rates: readonly number[]): number[] {
    return this.classes.flatMap(({ times, members, adam }) => {
      const own = members.map((i) => rates[i]);
      return Array.from({ length: times }, () => adam.advance(own)).flat();
    });
  }

  update(gradients: readonly tf.Tensor[], scalars: readonly Scalar[], factor: Scalar): void {
    let from = 0;
    for (const { times, members, adam } of this.classes) {
      const own = members.map((i) => gradients[i]);
      for (let i = 0; i < times; i++) {
        adam.update(own, scalars.slice(from, from + adam.scalars), factor);
        from += adam.scalars;
      }
    }
  }

  reset(): void {
    for (const { adam } of this.classes) adam.reset();
  }

  dispose(): void {
    for (const { adam } of this.classes) adam.dispose();
  }
}

import { type AdamScalars, type Resource, resource } from '../engine/resource';
import { tf } from '../engine/tensorflow';
import type { Parameter } from '../networks/parameter';
import type { StateTensor } from './checkpoint';

/** Updates parameters in place. */
export interface Optimizer {
  /**
   * @param gradients of each parameter, in its shape; the caller disposes them.
   * @param rates learning rate of each parameter; the same for all of a group.
   */
  step(gradients: readonly tf.Tensor[], rates: readonly number[]): void;
  /** Updates done since the start or the last reset. */
  steps: number;
  /** What a checkpoint must hold beside the parameters. */
  readonly state: readonly { readonly name: string; readonly variable: StateTensor }[];
  /** Forgets its past, as a new optimizer. */
  reset(): void;
  dispose(): void;
}

/** p ← p − lr·g. */
export class Sgd implements Optimizer {
  steps = 0;
  readonly state = [];
  private readonly buckets: readonly Bucket[];

  constructor(parameters: readonly Parameter[]) {
    this.buckets = bucketsOf(parameters);
  }

  step(gradients: readonly tf.Tensor[], rates: readonly number[]): void {
    this.steps += 1;
    for (const bucket of this.buckets) {
      bucket.update(gradients, rates, (values, gradient, rate) => values.descend(gradient, rate));
    }
  }

  reset(): void {
    this.steps = 0;
  }

  dispose(): void {
    for (const bucket of this.buckets) bucket.dispose();
  }
}

/** The β that float32 arithmetic with 1 − β works with: for 0.999 it differs in the eighth digit. */
const effective = (beta: number): number => 1 - Math.fround(1 - Math.fround(beta));

/** Adam (Kingma & Ba 2015, algorithm 1), with PyTorch's defaults and its place for ε. */
export class Adam implements Optimizer {
  steps = 0;
  readonly state: Optimizer['state'];
  private readonly buckets: readonly (Bucket & { readonly first: Resource; readonly second: Resource })[];

  constructor(
    parameters: readonly Parameter[],
    private readonly beta1 = 0.9,
    private readonly beta2 = 0.999,
    private readonly epsilon = 1e-8,
  ) {
    this.buckets = bucketsOf(parameters).map((bucket) =>
      Object.assign(bucket, { first: resource(bucket.shape), second: resource(bucket.shape) }),
    );
    this.state = this.buckets.flatMap(({ name, first, second }) => [
      { name: `adam/first/${name}`, variable: first },
      { name: `adam/second/${name}`, variable: second },
    ]);
  }

  step(gradients: readonly tf.Tensor[], rates: readonly number[]): void {
    this.steps += 1;
    const { beta1, beta2, epsilon } = this;
    const correction1 = 1 - effective(beta1) ** this.steps;
    const correction2 = Math.sqrt(1 - effective(beta2) ** this.steps);
    for (const bucket of this.buckets) {
      bucket.update(gradients, rates, (values, gradient, rate) => {
        const corrected = { rate: (rate * correction2) / correction1, epsilon: epsilon * correction2 };
        const scalars: AdamScalars = { beta1, beta2, ...corrected };
        values.adam(bucket.first, bucket.second, gradient, scalars);
      });
    }
  }

  reset(): void {
    this.steps = 0;
    for (const { first, second } of this.buckets) {
      tf.tidy(() => {
        const zeros = tf.zeros([...first.shape]);
        for (const moment of [first, second]) moment.assign(zeros);
      });
    }
  }

  dispose(): void {
    for (const bucket of this.buckets) {
      for (const part of [bucket, bucket.first, bucket.second]) part.dispose();
    }
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

  step(gradients: readonly tf.Tensor[], rates: readonly number[]): void {
    for (const { times, members, adam } of this.classes) {
      const own = members.map((i) => gradients[i]);
      const ownRates = members.map((i) => rates[i]);
      for (let i = 0; i < times; i++) adam.step(own, ownRates);
    }
  }

  reset(): void {
    for (const { adam } of this.classes) adam.reset();
  }

  dispose(): void {
    for (const { adam } of this.classes) adam.dispose();
  }
}

/** Parameters of up to this many numbers are updated together. */
const SMALL = 20_000;

/** Parameters of one group that are updated by one kernel call: a large one alone, small ones one after the other. */
class Bucket {
  readonly shape: readonly number[];
  private readonly values: Resource;

  /** @param members the parameters with their positions among all. */
  constructor(private readonly members: readonly { readonly parameter: Parameter; readonly position: number }[]) {
    const sizes = members.map(({ parameter }) => parameter.variable.size);
    const [{ parameter }] = members;
    this.shape = members.length === 1 ? parameter.variable.shape : [sizes.reduce((sum, size) => sum + size, 0)];
    this.values = resource(this.shape);
  }

  get name(): string {
    const [{ parameter }] = this.members;
    return this.members.length === 1 ? parameter.name : `${parameter.name}+${this.members.length - 1}`;
  }

  update(
    gradients: readonly tf.Tensor[],
    rates: readonly number[],
    apply: (values: Resource, gradient: tf.Tensor, rate: number) => void,
  ): void {
    const { members, values } = this;
    const variables = members.map(({ parameter }) => parameter.variable);
    tf.tidy(() => {
      values.assign(joined(variables));
      apply(values, joined(members.map(({ position }) => gradients[position])), rates[members[0].position]);
      const updated = values.read();
      if (variables.length === 1) variables[0].assign(updated);
      else {
        const parts = tf.split(
          updated,
          variables.map(({ size }) => size),
        );
        parts.forEach((part, i) => void variables[i].assign(tf.reshape(part, variables[i].shape)));
      }
    });
  }

  dispose(): void {
    this.values.dispose();
  }
}

/** One tensor as it is; several as one vector. */
function joined(tensors: readonly tf.Tensor[]): tf.Tensor {
  return tensors.length === 1 ? tensors[0] : tf.concat1d(tensors.map((tensor) => tf.reshape(tensor, [-1])));
}

function bucketsOf(parameters: readonly Parameter[]): Bucket[] {
  const small = new Map<string, { parameter: Parameter; position: number }[]>();
  const buckets: Bucket[] = [];
  parameters.forEach((parameter, position) => {
    const member = { parameter, position };
    if (parameter.variable.size > SMALL) buckets.push(new Bucket([member]));
    else small.set(parameter.group, [...(small.get(parameter.group) ?? []), member]);
  });
  return [...buckets, ...[...small.values()].map((members) => new Bucket(members))];
}

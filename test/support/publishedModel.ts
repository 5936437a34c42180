import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import type { Task } from '../../src/losses/rlel';
import { methodNamed } from '../../src/methods/registry';
import { networkNamed } from '../../src/networks/registry';
import { Random } from '../../src/random/random';
import { Model } from '../../src/training/model';
import { type ForwardFixture, publishedState, toOwnOrder } from './published';

export { softTargets };

export interface PublishedModelOptions {
  readonly network: string;
  readonly theta: number;
  readonly task: Task;
  readonly groups: readonly { readonly name: string; readonly outputs: number; readonly levels: number }[];
  readonly cornerPooling?: boolean;
  /** The fixture's name of a tensor → this kit's, and which of a stack of layers it is; null: there is none. */
  readonly rename: (name: string) => { name: string; index?: number } | null;
}

/** An LEL model of this kit with the weights of a fixture. */
export function publishedModel(fixture: ForwardFixture, options: PublishedModelOptions): Model {
  const random = Random.from(1);
  const groups = options.groups.map((group) => ({
    ...group,
    head: methodNamed('lel').head('lel', {
      levels: group.levels,
      outputs: group.outputs,
      task: options.task,
      options: {},
      seed: 1,
      random,
      trainLevels: new Float32Array(group.outputs),
    }),
  }));
  const network = networkNamed(options.network).build(
    {
      theta: options.theta,
      groups,
      options: options.cornerPooling === undefined ? {} : { cornerPooling: options.cornerPooling },
    },
    random,
  );
  const model = new Model(network, groups, options.theta, random);
  const stacks = new Map<string, tf.Tensor[]>();
  const assigned = new Set<string>();
  for (const { name, shape, values } of publishedState(fixture)) {
    const own = options.rename(name);
    if (!own || name.endsWith('num_batches_tracked')) continue;
    const target = model.state.find((part) => part.name === own.name);
    if (!target) throw new Error(`no place for ${name} (${own.name})`);
    assigned.add(own.name);
    const tensor =
      name === 'code' || own.name.endsWith('decoding') ? tf.tensor(values, shape) : toOwnOrder(shape, values);
    if (own.index === undefined) target.variable.assign(tf.reshape(tensor, target.variable.shape));
    else {
      const stack = stacks.get(own.name) ?? [];
      stack[own.index] = tensor;
      stacks.set(own.name, stack);
    }
  }
  for (const [name, parts] of stacks) {
    const { variable } = model.state.find((part) => part.name === name) as { variable: tf.Variable };
    variable.assign(tf.reshape(tf.stack(parts), variable.shape));
  }
  const missing = model.state.map(({ name }) => name).filter((name) => !assigned.has(name));
  if (missing.length > 0) throw new Error(`not in the fixture: ${missing.join(', ')}`);
  return model;
}

/** The fixtures' network input x as images that this kit standardises to x. */
export function unstandardize(x: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const [mean, deviation] = [
      [0.485, 0.456, 0.406],
      [0.229, 0.224, 0.225],
    ].map((values) => values.map((value) => 255 * value));
    return tf.add(tf.mul(x, deviation), mean);
  });
}

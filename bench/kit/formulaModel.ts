import { tf } from '../../src/engine/tensorflow';
import { methodNamed } from '../../src/methods/registry';
import { LinearStack } from '../../src/networks/linear';
import type { Network } from '../../src/networks/network';
import { parameter } from '../../src/networks/parameter';
import { networkNamed } from '../../src/networks/registry';
import { Random } from '../../src/random/random';
import type { Batch } from '../../src/training/batches/batches';
import { Model } from '../../src/training/model';
import { uniformOf, weightOf } from '../formula';
import type { Workload } from '../workloads';

/** The outputs' group, or the start of the groups' names; the peers name the head's tensors after it too. */
const GROUP = 'output';

/** The workload's whole model, with the formula's weights. */
export function formulaModel(workload: Workload): Model {
  const { network, theta, networkOptions } = workload;
  const context = { theta, groups: outputGroups(workload), options: networkOptions };
  return headed(networkNamed(network).build(context, Random.from(1)), workload);
}

/** The head alone, on features [L, K, F] that count as trained, so that the loss has a gradient for them. */
export function formulaHead(workload: Workload): Model {
  const { outputs, batch, features, theta } = workload;
  if (features === null) throw new Error(`${workload.network}: its head has no layer of its own.`);
  const values = weightOf('features', [outputs, batch, features]);
  const given = parameter('features', 'weight', tf.tensor(values, [outputs, batch, features]));
  const layer = new LinearStack(`${GROUP}.theta`, outputs, features, theta, Random.from(1));
  const network: Network = {
    imageSize: [0, 0],
    parameters: [given, ...layer.parameters],
    buffers: [],
    features: () => [layer.apply(given.variable as tf.Tensor as tf.Tensor3D)],
  };
  return headed(network, workload);
}

const outputGroups = ({ outputs, levels, separate }: Workload) =>
  separate
    ? Array.from({ length: outputs }, (_, l) => ({ name: `${GROUP}${l}`, outputs: 1, levels }))
    : [{ name: GROUP, outputs, levels }];

function headed(network: Network, workload: Workload): Model {
  const { theta, task, alpha, beta } = workload;
  const random = Random.from(1);
  const groups = outputGroups(workload).map((group) => ({
    ...group,
    head: methodNamed('rlel').head('rlel', {
      ...group,
      task,
      options: { alpha, beta, form: 'published-code' },
      seed: 1,
      random,
      trainLevels: new Float32Array(group.outputs),
    }),
  }));
  const model = new Model(network, groups, theta, random);
  for (const { name, variable } of model.state) fill(name, variable, workload);
  return model;
}

/**
 * Assigns the formula's values, which count in PyTorch's order of axes: OIHW, [out, in], stacks [L, out, in]. A separate
 * output's are its place in the stack of all outputs.
 */
function fill(name: string, variable: tf.Variable, { outputs, separate }: Workload): void {
  if (name === 'features') return;
  const [, own] = /^output(\d+)\./.exec(name) ?? [];
  const stacked = separate && own !== undefined;
  const order = name.endsWith('decoding') ? null : TO_PUBLISHED[variable.rank];
  const [first, ...rest] = order ? order.published.map((axis) => variable.shape[axis]) : variable.shape;
  const shape = [stacked ? outputs : first, ...rest];
  tf.tidy(() => {
    const all = tf.tensor(weightOf(name.replace(/^output\d+/, GROUP), shape), shape);
    const values = stacked ? tf.slice(all, Number(own), 1) : all;
    variable.assign(order ? tf.transpose(values, [...order.own]) : values);
  });
}

/** By rank: `published` lists this kit's axes in PyTorch's order, `own` PyTorch's in this kit's. */
const TO_PUBLISHED: Readonly<Record<number, { published: readonly number[]; own: readonly number[] } | undefined>> = {
  2: { published: [1, 0], own: [1, 0] },
  3: { published: [0, 2, 1], own: [0, 2, 1] },
  4: { published: [3, 2, 0, 1], own: [2, 3, 1, 0] },
};

/** Images of 0…255 (counted as NCHW) and levels [L, K]. */
export function formulaBatch({ batch, shape, outputs, levels, separate }: Workload): Batch {
  const [height, width] = shape.imageSize;
  const pixels = uniformOf('images', batch * 3 * height * width).map((u) => 255 * u);
  const images = tf.tidy(() => tf.transpose(tf.tensor4d(pixels, [batch, 3, height, width]), [0, 2, 3, 1]));
  const values = uniformOf('labels', outputs * batch).map((u) => (levels - 1) * u);
  const labels = tf.tensor2d(values, [outputs, batch]);
  return { images, labels: separate ? tf.split(labels, outputs) : [labels] };
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import { crossEntropyLoss } from '../../src/losses/crossEntropy';
import { argmaxLevel, expectedLevel } from '../../src/losses/decoding';
import { methodNamed } from '../../src/methods/registry';
import { PILOTNET, PilotNet } from '../../src/networks/pilotnet';
import { Random } from '../../src/random/random';
import { settingsOf } from '../../src/study/benchmarks';
import { lossAndGradients } from '../../src/training/gradients';
import { Model } from '../../src/training/model';
import { hashed } from '../support/hash';

const fixture = JSON.parse(readFileSync(path.join(__dirname, '../fixtures/pilotnet_forward.json'), 'utf8'));
type Sampled = { shape: number[]; absmax: number; at: number[]; values: number[]; f32_dev: number };

/** A tensor in PyTorch's order of axes: OIHW for kernels, [out, in] for matrices. */
const published = (name: string, tensor: tf.Tensor): tf.Tensor =>
  tensor.rank === 4
    ? tf.transpose(tensor, [3, 2, 0, 1])
    : tensor.rank === 2 && name !== 'code'
      ? tf.transpose(tensor)
      : tensor;

function fromPublished(name: string, shape: number[], values: Float32Array): tf.Tensor {
  const tensor = tf.tensor(values, shape);
  return shape.length === 4
    ? tf.transpose(tensor, [2, 3, 1, 0])
    : shape.length === 2 && name !== 'code'
      ? tf.transpose(tensor)
      : tensor;
}

/** The model with the fixture's weights: the later of two names of one tensor wins. */
function model(): Model {
  const { options } = settingsOf('PN', 'paper');
  const head = methodNamed('rlel').head('rlel', {
    levels: 700,
    options,
    seed: 1,
    random: Random.from(1),
    trainLevels: new Float32Array(1),
  });
  const result = new Model(new PilotNet(PILOTNET, 10, Random.from(1)), head, 10, Random.from(1));
  fixture.state_dict.forEach(([name, shape, kind]: [string, number[], string], layer: number) => {
    const own = name.replace('feed_forward.0.', 'embedding.').replace('to_out', 'feed_forward.1');
    const count = shape.reduce((a, b) => a * b, 1);
    const scale = Math.sqrt(6 / (count / shape[0]));
    const map = {
      w: (u: number) => (2 * u - 1) * scale,
      bias: (u: number) => (2 * u - 1) * 0.05,
      code: (u: number) => u,
    }[kind];
    const target = result.parameters.find((parameter) => parameter.name === own);
    if (!map || !target) throw new Error(`no place for ${name}`);
    target.variable.assign(fromPublished(own, shape, hashed(count, layer, map)));
  });
  return result;
}

// the fixture's u is a float32 here: a few pixels round up before the floor
const images = tf.tensor4d(
  hashed(2 * 66 * 200 * 3, 9000, (u) => Math.floor(Math.fround(255 * u))),
  [2, 66, 200, 3],
);

function near(name: string, tensor: tf.Tensor, want: Sampled, relative: number): void {
  const values = tensor.dataSync();
  expect(tensor.shape, name).toEqual(want.shape);
  want.at.forEach((at, i) => {
    expect(Math.abs(values[at] - want.values[i]), `${name}[${at}]`).toBeLessThanOrEqual(relative * want.absmax);
  });
}

test('forward pass: codes, scores and decoding agree with the published network', () => {
  const { eval: want } = fixture.outputs;
  const { eval_rel: relative } = fixture.tolerance;
  const net = model();
  const codes = net.codes(images, null);
  const expected: number[] = want.code_output_Z.flat();
  const largest = Math.max(...expected.map(Math.abs));
  codes.dataSync().forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(relative * largest));
  const decoding = net.head.parameters[0].variable as tf.Tensor2D;
  const scores = tf.matMul(codes, decoding);
  near('correlation', scores, want.correlation, relative);
  expectedLevel(scores)
    .dataSync()
    .forEach((value, i) => expect(Math.abs(value - want.expected_value[i])).toBeLessThanOrEqual(relative * 700));
  expect([...argmaxLevel(scores).dataSync()]).toEqual(want.argmax);
});

test('gradients of the cross-entropy agree with the published network', () => {
  const { eval_grad: want } = fixture.outputs;
  const net = model();
  const decoding = net.head.parameters[0].variable as tf.Tensor2D;
  const loss = () =>
    crossEntropyLoss(tf.matMul(net.codes(images, null), decoding), softTargets(tf.tensor1d(want.labels), 700));
  const { value, gradients } = lossAndGradients(loss, net.parameters);
  expect(Math.abs(value.dataSync()[0] / want.loss_ce_sum - 1)).toBeLessThanOrEqual(fixture.tolerance.eval_rel);
  for (const [name, sampled] of Object.entries(want.grads as Record<string, Sampled>)) {
    const own = name.replace('to_out', 'feed_forward.1');
    const index = net.parameters.findIndex((parameter) => parameter.name === own);
    near(name, published(own, gradients[index]), sampled, fixture.tolerance.train_forward_rel);
  }
});

test('dropout: masks come from the stream alone, evaluation has none', () => {
  const net = new PilotNet(PILOTNET, 10, Random.from(1));
  const features = (random: Random | null) => [...net.features(images, random).dataSync()];
  expect(features(Random.from(2))).toEqual(features(Random.from(2)));
  expect(features(Random.from(2))).not.toEqual(features(Random.from(3)));
  expect(features(null)).toEqual(features(null));
});

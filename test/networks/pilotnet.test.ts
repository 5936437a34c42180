import { expect, test } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import { crossEntropyLoss } from '../../src/losses/crossEntropy';
import { argmaxLevel, expectedLevel } from '../../src/losses/decoding';
import { PILOTNET, PilotNet } from '../../src/networks/pilotnet';
import { Random } from '../../src/random/random';
import { lossAndGradients } from '../../src/training/gradients';
import type { Model } from '../../src/training/model';
import { hashed } from '../support/hash';
import { expectSampled, readFixture, type Sampled, toPublishedOrder } from '../support/published';
import { publishedModel } from '../support/publishedModel';

const fixture = readFixture('pilotnet_forward');
const rename = (name: string): string =>
  name
    .replace('feed_forward.0.', 'embedding.')
    .replace(/^(to_out|feed_forward\.1)/, 'angle.code')
    .replace(/^code$/, 'angle.decoding');

/** The model with the fixture's weights: the later of two names of one tensor wins. */
const model = (): Model =>
  publishedModel(fixture, {
    network: 'pilotnet',
    theta: 10,
    task: 'steering',
    groups: [{ name: 'angle', outputs: 1, levels: 700 }],
    rename: (name) => ({ name: rename(name) }),
  });

// the fixture's u is a float32 here: a few pixels round up before the floor
const images = tf.tensor4d(
  hashed(2 * 66 * 200 * 3, 9000, (u) => Math.floor(Math.fround(255 * u))),
  [2, 66, 200, 3],
);

test('forward pass: codes, scores and decoding agree with the published network', () => {
  const { eval: want } = fixture.outputs;
  const { eval_rel: relative } = fixture.tolerance;
  const net = model();
  const [codes] = net.codes(images, null); // [1, K, M]
  const expected: number[] = want.code_output_Z.flat();
  const largest = Math.max(...expected.map(Math.abs));
  codes.dataSync().forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(relative * largest));
  const decoding = net.groups[0].head.parameters[0].variable as tf.Tensor3D;
  const scores = tf.matMul(codes, decoding);
  expectSampled('correlation', tf.squeeze(scores, [0]), want.correlation, relative);
  expectedLevel(scores)
    .dataSync()
    .forEach((value, i) => expect(Math.abs(value - want.expected_value[i])).toBeLessThanOrEqual(relative * 700));
  expect([...argmaxLevel(scores).dataSync()]).toEqual(want.argmax);
});

test('gradients of the cross-entropy agree with the published network', () => {
  const { eval_grad: want } = fixture.outputs;
  const net = model();
  const decoding = net.groups[0].head.parameters[0].variable as tf.Tensor3D;
  const loss = () =>
    crossEntropyLoss(tf.matMul(net.codes(images, null)[0], decoding), softTargets(tf.tensor2d([want.labels]), 700));
  const { value, gradients } = lossAndGradients(loss, net.parameters);
  expect(Math.abs(value.dataSync()[0] / want.loss_ce_sum - 1)).toBeLessThanOrEqual(fixture.tolerance.eval_rel);
  for (const [name, sampled] of Object.entries(want.grads as Record<string, Sampled>)) {
    const index = net.parameters.findIndex((parameter) => parameter.name === rename(name));
    const gradient = gradients[index];
    const flat = gradient.rank === 3 ? tf.squeeze(gradient, [0]) : gradient;
    const ordered = name === 'code' ? flat : toPublishedOrder(flat, 'weight');
    expectSampled(name, tf.reshape(ordered, sampled.shape), sampled, fixture.tolerance.train_forward_rel);
  }
});

test('dropout: masks come from the stream alone, evaluation has none', () => {
  const net = new PilotNet(PILOTNET, 10, Random.from(1));
  const features = (random: Random | null) => [
    ...net.features(images, random && { random, frozenStatistics: false })[0].dataSync(),
  ];
  expect(features(Random.from(2))).toEqual(features(Random.from(2)));
  expect(features(Random.from(2))).not.toEqual(features(Random.from(3)));
  expect(features(null)).toEqual(features(null));
});

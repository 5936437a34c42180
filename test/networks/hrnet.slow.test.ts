import { expect, test } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import { crossEntropyLoss } from '../../src/losses/crossEntropy';
import { HRNET_W18, HRNet } from '../../src/networks/hrnet';
import { networkNamed } from '../../src/networks/registry';
import { Random } from '../../src/random/random';
import { lossAndGradients } from '../../src/training/gradients';
import { hashed } from '../support/hash';
import { levelsInGraph } from '../support/inGraph';
import { expectSampled, formulaImages, readFixture, toPublishedOrder } from '../support/published';
import { publishedModel, unstandardize } from '../support/publishedModel';

const fixture = readFixture('hrnetv2_w18_forward');
const JOINTS = 29;
const TRAINING = { random: Random.from(1), frozenStatistics: false };

function rename(name: string): { name: string; index?: number } | null {
  if (name === 'arr') return null; // a parameter that the published code never uses
  if (name === 'code') return { name: 'points.decoding' };
  const layer = /^fc\.(\d+)\.([01])\.(weight|bias)$/.exec(name);
  if (layer) return { name: `points.${layer[2] === '0' ? 'theta' : 'code'}.${layer[3]}`, index: Number(layer[1]) };
  return { name };
}

test('HRNetV2-W18 agrees with the published network: branches, head, codes, decoding, loss and gradients', () => {
  const model = publishedModel(fixture, {
    network: 'hrnet-w18',
    theta: 30,
    task: 'landmarks',
    groups: [{ name: 'points', outputs: 2 * JOINTS, levels: 256 }],
    rename,
  });
  const images = unstandardize(formulaImages(2, 256));
  const { eval: want, train } = fixture.outputs;
  const relative = fixture.tolerance.eval_rel;
  const network = new HRNet(
    HRNET_W18,
    { theta: 30, groups: [{ name: 'points', outputs: 2 * JOINTS }] },
    Random.from(1),
  );
  for (const { name, variable } of [...network.parameters, ...network.buffers]) {
    variable.assign(model.state.find((part) => part.name === name)?.variable as tf.Tensor);
  }
  tf.tidy(() => {
    network.branches(images, null).forEach((branch, b) => {
      expectSampled(`stage4.${b}`, toPublishedOrder(branch, 'map'), want.layers.stage4[b], relative);
    });
    expectSampled('head', toPublishedOrder(network.coordinateMaps(images, null), 'map'), want.layers.head, relative);
  });
  for (const { variable } of [...network.parameters, ...network.buffers]) variable.dispose();
  tf.tidy(() => {
    const [codes] = model.codes(images, null); // [2J, K, M]
    expectSampled('codes', tf.reshape(tf.transpose(codes, [1, 0, 2]), [2, -1]), want.code_output_Z, relative);
    const levels = levelsInGraph(model, images)[0].dataSync(); // [2J, K]
    want.expected_value.forEach((points: number[][], k: number) => {
      points.flat().forEach((value, l) => expect(Math.abs(levels[2 * l + k] - value)).toBeLessThan(0.02));
    });
  });

  // the labels' formula counts [K, J, 2]; ours are [2J, K]
  const flat = hashed(2 * JOINTS * 2, 9500, (u) => 255 * u);
  const labels = tf.transpose(tf.tensor2d(flat, [2, 2 * JOINTS]));
  const d = model.groups[0].head.parameters[0].variable as tf.Tensor3D;
  const { value, gradients } = lossAndGradients(() => {
    const [codes] = model.codes(images, TRAINING);
    return crossEntropyLoss(tf.matMul(codes, d), softTargets(labels, 256));
  }, model.parameters);
  expect(Math.abs(value.dataSync()[0] / train.loss_ce_sum - 1)).toBeLessThan(fixture.tolerance.train_forward_rel);
  for (const [name, sampled] of Object.entries(train.grads)) {
    const own = rename(name);
    const i = model.parameters.findIndex((parameter) => parameter.name === own?.name);
    const stacked = gradients[i];
    const gradient =
      own?.index === undefined ? stacked : tf.squeeze(tf.slice(stacked, [own.index, 0, 0], [1, -1, -1]), [0]);
    const ordered = name === 'code' ? gradient : toPublishedOrder(gradient, 'weight');
    const published = name.endsWith('bias') ? tf.reshape(ordered, [-1]) : ordered;
    expectSampled(name, published, sampled as Parameters<typeof expectSampled>[2], fixture.tolerance.train_grad_rel);
  }
  for (const [name, sampled] of Object.entries(train.updated_running)) {
    const { variable } = model.buffers.find((buffer) => buffer.name === name) as { variable: tf.Variable };
    expectSampled(name, variable, sampled as Parameters<typeof expectSampled>[2], fixture.tolerance.train_forward_rel);
  }
  tf.dispose([value, gradients]);
  model.dispose();
});

test('the compact HRNet gives θ features for each coordinate, and a gradient for each parameter', () => {
  const { imageSize, build } = networkNamed('hrnet-compact');
  const groups = [{ name: 'points', outputs: 6 }];
  const network = build({ theta: 5, groups, options: {} }, Random.from(2));
  const input = tf.randomUniform([4, ...imageSize, 3], 0, 255, 'float32', 1) as tf.Tensor4D;
  expect(tf.tidy(() => network.features(input, null)[0].shape)).toEqual([6, 4, 5]);
  const { value, gradients } = lossAndGradients(
    () => tf.sum(tf.square(network.features(input, TRAINING)[0])),
    network.parameters,
  );
  gradients.forEach((gradient, i) => {
    expect(
      tf.tidy(() => tf.max(tf.abs(gradient)).dataSync()[0]),
      network.parameters[i].name,
    ).toBeGreaterThan(0);
  });
  tf.dispose([input, value, gradients, ...[...network.parameters, ...network.buffers].map(({ variable }) => variable)]);
});

import { afterAll, expect, test } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import { crossEntropyLoss } from '../../src/losses/crossEntropy';
import { expectedLevel } from '../../src/losses/decoding';
import { networkNamed } from '../../src/networks/registry';
import { RESNET50, ResNet } from '../../src/networks/resnet';
import { Random } from '../../src/random/random';
import { lossAndGradients } from '../../src/training/gradients';
import { levelsInGraph } from '../support/inGraph';
import { expectSampled, formulaImages, readFixture, toPublishedOrder } from '../support/published';
import { publishedModel, unstandardize } from '../support/publishedModel';

const age = readFixture('age_resnet50_forward');
const images = unstandardize(formulaImages(2, 224));
const EVALUATION = null;
const TRAINING = { random: Random.from(1), frozenStatistics: false };

const ageModel = () =>
  publishedModel(age, {
    network: 'resnet50',
    theta: 10,
    task: 'age',
    groups: [{ name: 'age', outputs: 1, levels: 62 }],
    cornerPooling: true,
    rename: (name) => ({
      name: name
        .replace('fc_layer', 'age.theta')
        .replace('final_layer', 'age.code')
        .replace(/^code$/, 'age.decoding'),
    }),
  });

const model = ageModel();
afterAll(() => model.dispose());

test('age ResNet50: codes, scores and expected ages agree with the published network (evaluation)', () => {
  const { eval: want } = age.outputs;
  const relative = age.tolerance.eval_rel;
  tf.tidy(() => {
    const [codes] = model.codes(images, EVALUATION); // [1, K, M]
    want.code_output_Z.forEach((row: number[], k: number) => {
      const values = codes.slice([0, k, 0], [1, 1, -1]).dataSync();
      row.forEach((value, m) => expect(Math.abs(values[m] - value)).toBeLessThan(relative * 5));
    });
    const levels = levelsInGraph(model, images)[0].dataSync();
    want.expected_value.forEach((value: number, k: number) => expect(levels[k]).toBeCloseTo(value, 2));
  });
});

test('age ResNet50: every stage agrees with the published network, in evaluation and training', () => {
  const options = {
    theta: 10,
    groups: [{ name: 'age', outputs: 1 }],
    imageStatistics: 'imagenet',
    cornerPooling: true,
  } as const;
  const network = new ResNet(RESNET50, options, Random.from(1));
  for (const { name, variable } of [...network.parameters, ...network.buffers]) {
    variable.assign(model.state.find((part) => part.name === name)?.variable as tf.Tensor);
  }
  const layers = ['', 'maxpool', 'layer1', 'layer2', 'layer3', 'layer4'];
  for (const [part, mode, relative] of [
    ['eval', EVALUATION, age.tolerance.eval_rel],
    ['train', TRAINING, age.tolerance.train_forward_rel],
  ] as const) {
    tf.tidy(() => {
      network.maps(images, mode).forEach((map, i) => {
        if (layers[i])
          expectSampled(layers[i], toPublishedOrder(map, 'map'), age.outputs[part].layers[layers[i]], relative);
      });
    });
  }
  for (const [name, want] of Object.entries(age.outputs.train.updated_running)) {
    const { variable } = network.buffers.find((buffer) => buffer.name === name) as { variable: tf.Variable };
    expectSampled(name, variable, want as Parameters<typeof expectSampled>[2], age.tolerance.train_forward_rel);
  }
  for (const { variable } of [...network.parameters, ...network.buffers]) variable.dispose();
});

test('age ResNet50: loss and gradients agree with the published training step', () => {
  const { train: want } = age.outputs;
  const d = model.groups[0].head.parameters[0].variable as tf.Tensor3D;
  const { value, gradients } = lossAndGradients(() => {
    const [codes] = model.codes(images, TRAINING);
    return crossEntropyLoss(tf.matMul(codes, d), softTargets(tf.tensor2d([want.labels]), 62));
  }, model.parameters);
  expect(Math.abs(value.dataSync()[0] / want.loss_ce_sum - 1)).toBeLessThan(age.tolerance.train_forward_rel);
  for (const [name, sampled] of Object.entries(want.grads)) {
    const own = name
      .replace('fc_layer', 'age.theta')
      .replace('final_layer', 'age.code')
      .replace(/^code$/, 'age.decoding');
    const i = model.parameters.findIndex((parameter) => parameter.name === own);
    const gradient = gradients[i].rank === 3 ? tf.squeeze(gradients[i], [0]) : gradients[i];
    const published = name === 'code' ? gradient : toPublishedOrder(gradient, 'weight');
    expectSampled(name, published, sampled as Parameters<typeof expectSampled>[2], age.tolerance.train_grad_rel);
  }
  tf.dispose([value, gradients]);
});

test('pose ResNet50: the three heads agree with the published network', () => {
  const pose = readFixture('hpe_resnet50_forward');
  const angles = ['yaw', 'pitch', 'roll'] as const;
  const poseModel = publishedModel(pose, {
    network: 'resnet50',
    theta: 10,
    task: 'pose',
    groups: angles.map((name) => ({ name, outputs: 1, levels: name === 'roll' ? 100 : 150 })),
    rename: (name) => ({
      name: name
        .replace(/^(yaw|pitch|roll)m$/, '$1.decoding')
        .replace(/fc_angles_(\w+)\.0/, '$1.theta')
        .replace(/fc_angles_(\w+)\.1/, '$1.code'),
    }),
  });
  const want = pose.outputs.eval;
  tf.tidy(() => {
    const codes = poseModel.codes(images, EVALUATION);
    angles.forEach((angle, g) => {
      const d = poseModel.groups[g].head.parameters[0].variable as tf.Tensor3D;
      const scores = tf.matMul(codes[g], d);
      expectSampled(angle, tf.squeeze(scores, [0]), want[angle].corr, pose.tolerance.eval_rel);
      const expected = expectedLevel(scores).dataSync();
      want[angle].expected_value.forEach((value: number, k: number) => expect(expected[k]).toBeCloseTo(value, 2));
    });
  });
  poseModel.dispose();
});

test.each(['resnet34', 'resnet34-compact', 'resnet50-compact'])(
  '%s: shape of the features, and a gradient for each parameter',
  (name) => {
    const { imageSize, build } = networkNamed(name);
    const groups = [
      { name: 'a', outputs: 1 },
      { name: 'b', outputs: 2 },
    ];
    const network = build({ theta: 7, groups, options: { imageStatistics: 'age' } }, Random.from(2));
    const input = tf.randomUniform([3, ...imageSize, 3], 0, 255, 'float32', 1) as tf.Tensor4D;
    const { value, gradients } = lossAndGradients(
      () => tf.addN(network.features(input, TRAINING).map((features) => tf.sum<tf.Scalar>(tf.square(features)))),
      network.parameters,
    );
    expect(tf.tidy(() => network.features(input, null).map(({ shape }) => shape))).toEqual([
      [1, 3, 7],
      [2, 3, 7],
    ]);
    gradients.forEach((gradient, i) => {
      expect(
        tf.tidy(() => tf.max(tf.abs(gradient)).dataSync()[0]),
        network.parameters[i].name,
      ).toBeGreaterThan(0);
    });
    tf.dispose([
      input,
      value,
      gradients,
      ...[...network.parameters, ...network.buffers].map(({ variable }) => variable),
    ]);
  },
);

import { describe, expect, test } from 'vitest';
import { resolveSettings } from '../../src/benchmarks/request';
import { tf } from '../../src/engine/tensorflow';
import { softTargets } from '../../src/labels/softTargets';
import { bitTransitionLoss } from '../../src/losses/bitTransition';
import { crossEntropyLoss } from '../../src/losses/crossEntropy';
import { encodingDistanceLoss } from '../../src/losses/encodingDistance';
import { allMethodNames, methodNamed } from '../../src/methods/registry';
import { Random } from '../../src/random/random';
import { sharesOn } from '../../src/training/gradientShares';
import { Model } from '../../src/training/model';
import { trainedParameters } from '../../src/training/runner/optimizer';
import { learningRate } from '../../src/training/schedule';
import { benchmarkModel, randomBatch } from '../support/models';

const shapes = (model: Model) => new Map(model.parameters.map(({ name, variable }) => [name, variable.shape]));

test.each(allMethodNames())('%s: the layers that give the codes have the factors of heads and biases', (method) => {
  const { model, config } = benchmarkModel('AE1', method);
  const factors = { ...config, headMultiplier: 3, biasMultiplier: 7, decodingMultiplier: 11, warmup: 0 };
  const at = { epoch: 0, step: 0, steps: 1 };
  const rates = model.parameters
    .filter(({ name }) => name.startsWith('age.'))
    .map(({ name, group }): [string, number] => [name, learningRate(factors, at, group) / factors.learningRate]);
  const decoding: [string, number][] = ['lel', 'rlel', 'frozen'].includes(method) ? [['age.decoding', 11]] : [];
  expect(rates.map(([name, rate]) => [name, Math.round(rate)])).toEqual([
    ['age.theta.weight', 3],
    ['age.theta.bias', 3],
    ['age.code.weight', 3],
    ['age.code.bias', 7],
    ...decoding,
  ]);
  model.dispose();
});

test('a decoding matrix that stays is stored and counted among no trained parameters', () => {
  const [lel, frozen] = ['lel', 'frozen'].map((method) => benchmarkModel('PN', method));
  const names = ({ model, config }: typeof lel) => trainedParameters(model, config).map(({ name }) => name);
  expect(names(lel)).toEqual([...names(frozen), 'angle.decoding']);
  expect(frozen.model.state.map(({ name }) => name)).toContain('angle.decoding');
  expect(lel.model.size - frozen.model.size).toBe(lel.levels[0] ** 2);
  lel.model.dispose();
  frozen.model.dispose();
});

describe('without a layer θ the codes are computed from the features', () => {
  test.each([
    ['PN', 'angle', [1, 64]],
    ['AE1', 'age', [1, 64]],
    ['FLD1_s', 'coordinates', [58, 36]],
  ])('%s', (benchmark, group, [outputs, features]) => {
    const [without, usual] = [0, 10].map((theta) => benchmarkModel(benchmark, 'multiclass', 'quick', { theta }));
    const [levels] = usual.levels;
    expect(shapes(without.model).get(`${group}.code.weight`)).toEqual([outputs, features, levels]);
    expect(shapes(usual.model).get(`${group}.code.weight`)).toEqual([outputs, 10, levels]);
    const codes = (width: number) => outputs * (width + 1) * levels;
    const theta = outputs * (features + 1) * 10;
    expect(usual.model.size - without.model.size).toBe(theta + codes(10) - codes(features));
    const batch = randomBatch(without.model, without.levels, 2, 1);
    const [z] = tf.tidy(() => without.model.codes(batch.images, null));
    expect(z.shape).toEqual([outputs, 2, levels]);
    tf.dispose([z, batch.images, ...batch.labels]);
    without.model.dispose();
    usual.model.dispose();
  });

  test('a network that has no other features says so', () => {
    const network = { imageSize: [8, 8], parameters: [], buffers: [], features: () => [] } as const;
    expect(() => new Model(network, [], 0, Random.from(1))).toThrow('featureWidth');
  });

  test('a negative θ is refused', () => {
    const request = { benchmark: 'PN', method: 'direct', profile: 'quick', seed: 1 };
    expect(resolveSettings({ ...request, settings: { theta: 0 } }).network.theta).toBe(0);
    expect(() => resolveSettings({ ...request, settings: { theta: -1 } })).toThrow('theta');
  });
});

describe('shares of the gradient', () => {
  const z = tf.tensor3d([
    [
      [0.2, -1, 0.5],
      [1, 0.3, -0.4],
      [0, 0.1, 0.7],
    ],
  ]);
  const y = tf.tensor2d([[0, 3, 1.5]]);
  const context = { levels: 4, outputs: 1, task: 'steering', seed: 1, trainLevels: Float32Array.of(0, 1) } as const;
  const sharesOf = (options: Record<string, unknown>) => {
    const random = Random.from(1, 'head');
    const head = methodNamed('rlel').head('rlel', { ...context, options: { width: 3, ...options }, random });
    const model = { groups: [{ name: 'angle', outputs: 1, head }], codes: () => [z] } as unknown as Model;
    return { head, shares: sharesOn(model, { images: tf.zeros([3, 1, 1, 3]), labels: [y] }) };
  };
  const norm = (gradient: tf.Tensor) => Math.hypot(...gradient.dataSync());

  test('are the norms of the weighted parts’ gradients over their sum', () => {
    const { head, shares } = sharesOf({ alpha: 2, beta: 0.5, form: 'paper' });
    const [{ variable }] = head.parameters;
    const phi = softTargets(y, 4);
    const entropy = (codes: tf.Tensor, d: tf.Tensor) => crossEntropyLoss(tf.matMul(codes, d), phi);
    const [ofCodes, ofDecoding] = tf.grads(entropy)([z, variable]).map(norm);
    const r1 = 0.5 * norm(tf.grad((codes) => encodingDistanceLoss(codes as tf.Tensor3D, y))(z));
    const r2 = 2 * norm(tf.grad((d) => bitTransitionLoss(d as tf.Tensor3D))(variable));
    expect(shares.codes.crossEntropy).toBeCloseTo(ofCodes / (ofCodes + r1), 5);
    expect(shares.codes.r1).toBeCloseTo(r1 / (ofCodes + r1), 5);
    expect(shares.codes.r2).toBe(0);
    expect(shares.decoding.crossEntropy).toBeCloseTo(ofDecoding / (ofDecoding + r2), 5);
    expect(shares.decoding.r1).toBe(0);
    expect(shares.decoding.r2).toBeCloseTo(r2 / (ofDecoding + r2), 5);
  });

  test('parts that weigh nothing have none', () => {
    expect(Object.keys(sharesOf({ alpha: 0, beta: 0.5, form: 'published-code' }).shares.codes)).toEqual([
      'crossEntropy',
      'r1',
    ]);
  });

  test('leave no tensor behind', () => {
    sharesOf({ alpha: 1, beta: 1 });
    const before = tf.memory().numTensors;
    const { head } = sharesOf({ alpha: 1, beta: 1 });
    expect(tf.memory().numTensors).toBe(before + head.parameters.length + 1); // D, and the images here
  });
});

import { describe, expect, test } from 'vitest';
import { resolveSettings } from '../../src/benchmarks/request';
import { tf } from '../../src/engine/tensorflow';
import { allMethodNames } from '../../src/methods/registry';
import { Random } from '../../src/random/random';
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

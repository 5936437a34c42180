import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PROFILES } from '../../src/benchmarks/benchmark';
import { benchmarkNamed, benchmarkNames, settingsOf } from '../../src/benchmarks/registry';
import { type RunRequest, resolveSettings } from '../../src/benchmarks/request';
import { identityOf } from '../../src/data/dataIdentity';
import { openData } from '../../src/data/openData';
import { trainList } from '../../src/data/trainList';
import type { ListedSample } from '../../src/datasets/listing';
import { writeTwin } from '../../src/datasets/twins/registry';
import { tf } from '../../src/engine/tensorflow';
import { readSafetensors, writeSafetensors } from '../../src/files/safetensors';
import { allMethodNames } from '../../src/methods/registry';
import { networkNamed } from '../../src/networks/registry';
import { loadWeights } from '../../src/networks/weights';
import { Random } from '../../src/random/random';
import { executeRun } from '../../src/runs/executeRun';
import { configOn } from '../../src/runs/openRun';
import { runId } from '../../src/store/runConfig';
import { RunStore } from '../../src/store/store';
import { ODDITIES } from '../../src/training/config';

const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-study-'));
process.env.RLEL_DATA = folder();
const twins: Record<string, string> = {};
beforeAll(async () => {
  for (const layout of ['300w-lp', 'cofw', 'morph2']) {
    twins[layout] = path.join(folder(), layout);
    await writeTwin(layout, twins[layout], { train: 48, test: 12, scenes: 'wild', seed: 1 });
  }
});
const hooks = { onProgress: () => {}, warn: () => {}, signal: new AbortController().signal };
const SHORT = { epochs: 1, milestones: [] };

async function run(request: Omit<RunRequest, 'profile' | 'seed'>, layout: string, onProgress = () => {}) {
  const whole: RunRequest = { profile: 'quick', seed: 1, ...request };
  const data = await openData(whole, { folder: twins[layout], trainList: null });
  const store = new RunStore(folder());
  const config = configOn(whole, identityOf(data), null);
  try {
    return { result: await executeRun(config, data, store, { ...hooks, onProgress }), store, config };
  } finally {
    data.close();
  }
}

describe('every method runs on several outputs', () => {
  test.each(allMethodNames())('%s: three angles of their own label spaces, and 58 coordinates', async (method) => {
    const settings = { ...SHORT, levels: 12, ...(method === 'bel' ? { families: ['U'] } : {}) };
    const pose = await run({ benchmark: 'LFH1', method, settings }, '300w-lp');
    expect(Object.keys(pose.result.metrics.outputs)).toEqual(['yaw', 'pitch', 'roll']);
    const { yaw, pitch, roll } = pose.result.metrics.outputs;
    expect(pose.result.metrics.test.error).toBeCloseTo((yaw + pitch + roll) / 3, 6);
    expect(pose.store.verify(pose.result.run)).toEqual([]);
    const face = await run({ benchmark: 'FLD1', method, settings }, 'cofw');
    expect(face.result).toMatchObject({ metric: 'NME', unit: '%' });
    expect(face.result.metrics.constant.error).toBeGreaterThan(0);
    expect(face.store.predictions(face.result.run)[0].prediction.length).toBe(58);
    expect(face.store.verify(face.result.run)).toEqual([]);
    const { tensors } = readSafetensors(path.join(face.store.folder(face.result.run), 'encoding.safetensors'));
    expect(tensors.get('coordinates.3.encoder')?.shape[0]).toBe(12);
  });

  test('the tensor count is the same after every step, running statistics included', async () => {
    const counts = new Set<number>();
    await run({ benchmark: 'FLD1', method: 'rlel', settings: { ...SHORT, epochs: 2, levels: 12 } }, 'cofw', () =>
      counts.add(tf.memory().numTensors),
    );
    expect(counts.size).toBe(1);
  });

  test('the same seed gives the same predictions, oddities on or off are other runs', async () => {
    const request = { benchmark: 'AE1', method: 'rlel', settings: { ...SHORT, milestones: [0] } };
    const [first, again] = [await run(request, 'morph2'), await run(request, 'morph2')];
    const text = ({ store, result }: typeof first) =>
      readFileSync(path.join(store.folder(result.run), 'predictions.csv'), 'utf8');
    expect(text(again)).toBe(text(first));
    const oddities = ODDITIES.filter((name) => name !== 'truncated-coordinates');
    const odd = await run({ ...request, settings: { ...request.settings, oddities, augmentation: 'crop' } }, 'morph2');
    expect(odd.result.run).not.toBe(first.result.run);
    expect(text(odd)).not.toBe(text(first));
  });
});

describe('settings', () => {
  test('every benchmark has every profile, valid, with its departures', () => {
    expect(benchmarkNames().length).toBe(11);
    for (const benchmark of benchmarkNames()) {
      for (const profile of PROFILES) {
        const settings = resolveSettings({ benchmark, method: 'rlel', profile, seed: 1 });
        expect(settings.changes).toEqual({});
        expect(settingsOf(benchmark, profile).departures.length).toBeGreaterThan(0);
        expect(networkNamed(settings.network.name).imageSize.length).toBe(2);
      }
      expect(benchmarkNamed(benchmark).layouts.length).toBeGreaterThan(0);
    }
  });
  test('the published settings, as the audit of the published code has them', () => {
    const of = (name: string) => {
      const { methods, training, labels, network } = settingsOf(name, 'paper');
      const options = methods.rlel;
      return [
        options.alpha,
        options.beta,
        training.learningRate,
        training.batchSize,
        training.epochs,
        labels[0].levels,
        network.theta,
      ];
    };
    expect(of('LFH1')).toEqual([0, 2, 1e-5, 16, 20, 200, 10]);
    expect(of('LFH2')).toEqual([1, 0.5, 1e-4, 8, 50, 150, 10]);
    expect(of('FLD1')).toEqual([0, 3, 5e-4, 16, 60, 256, 30]);
    expect(of('FLD2_s')).toEqual([0.05, 5, 7e-4, 16, 60, 256, 10]);
    expect(of('FLD3')).toEqual([0.1, 0, 3e-4, 16, 60, 256, 10]);
    expect(of('AE1')).toEqual([2, 0, 1e-4, 64, 50, 62, 10]);
    expect(of('AE2')).toEqual([5, 0, 1e-4, 64, 50, 26, 10]);
    expect(of('PN')).toEqual([2, 0, 0.1, 64, 50, 700, 10]);
  });
  test('a layout’s labels replace the benchmark’s: Pointing’04 has no roll, UTKFace other ages', () => {
    const labels = (benchmark: string, profile: string, layoutLabels: Parameters<typeof resolveSettings>[1]) =>
      resolveSettings({ benchmark, method: 'lel', profile, seed: 1 }, layoutLabels).labels;
    const pointing = {
      labels: [
        { name: 'yaw', range: [-99, 99], levels: 199 },
        { name: 'pitch', range: [-99, 99], levels: 199 },
      ],
    } as const;
    expect(labels('LFH1', 'quick', pointing).map(({ name, levels }) => [name, levels])).toEqual([
      ['yaw', 67],
      ['pitch', 67],
    ]);
    const utk = { labels: [{ name: 'age', range: [0, 116], levels: 117 }] } as const;
    expect(labels('AE1', 'quick', utk)).toEqual([{ name: 'age', outputs: 1, range: [0, 116], levels: 117 }]);
  });
});

describe('10 % lists', () => {
  const samples = Array.from(
    { length: 50 },
    (_, i): ListedSample => ({ id: `${i}`, values: [i], place: '', file: '', part: i < 40 ? 'train' : 'test' }),
  );
  test('drawn once, stored, read from then on; a list of one’s own is taken', () => {
    const lists = folder();
    const first = trainList(samples, { fraction: 0.1, folder: lists, given: null });
    expect(first?.size).toBe(4);
    const [file] = readdirSync(lists);
    expect(readFileSync(path.join(lists, file), 'utf8').trim().split('\n').length).toBe(4);
    writeFileSync(path.join(lists, file), '1\n2\n');
    expect(trainList(samples, { fraction: 0.1, folder: lists, given: null })).toEqual(new Set(['1', '2']));
    const own = path.join(lists, 'own.txt');
    writeFileSync(own, '5\r\n7\n');
    expect(trainList(samples, { fraction: 1, folder: lists, given: own })).toEqual(new Set(['5', '7']));
    expect(trainList(samples, { fraction: 1, folder: lists, given: null })).toBeNull();
    writeFileSync(own, '5\n45\n');
    expect(() => trainList(samples, { fraction: 1, folder: lists, given: own })).toThrow(
      /own\.txt, row 2: "45" is not a training/,
    );
    writeFileSync(own, '5\n5\n');
    expect(() => trainList(samples, { fraction: 1, folder: lists, given: own })).toThrow('row 2: "5" is listed twice');
  });
  test('_s benchmarks train on a tenth', async () => {
    const request: RunRequest = {
      benchmark: 'FLD1_s',
      method: 'lel',
      profile: 'quick',
      seed: 1,
      settings: { trainFraction: 0.5 },
    };
    const data = await openData(request, { folder: twins.cofw, trainList: null });
    expect(data.split.train.length + data.split.validation.length).toBe(24);
    expect(data.split.test.length).toBe(12);
    data.close();
  });
});

describe('pretrained weights', () => {
  const build = () =>
    networkNamed('resnet34-compact').build(
      { theta: 3, groups: [{ name: 'age', outputs: 1 }], options: {} },
      Random.from(3),
    );
  const state = ({ parameters, buffers }: ReturnType<typeof build>) => [...parameters, ...buffers];
  /** The network's backbone in PyTorch's order. */
  const stored = (network: ReturnType<typeof build>) =>
    new Map(
      state(network)
        .filter(({ name }) => !name.includes('theta'))
        .map(({ name, variable }) => {
          const tensor = variable.rank === 4 ? tf.transpose(variable, [3, 2, 0, 1]) : variable;
          return [name, { shape: tensor.shape, values: tensor.dataSync() as Float32Array }] as const;
        }),
    );
  const file = path.join(folder(), 'weights.safetensors');

  test('are loaded by torchvision’s names, OIHW → HWIO; heads stay; what is not used is told', () => {
    const [source, target] = [build(), build()];
    for (const { variable } of state(source)) variable.assign(tf.randomUniform(variable.shape, 0, 1, 'float32', 5));
    const tensors = stored(source);
    tensors.set('fc.weight', { shape: [2], values: Float32Array.of(1, 2) });
    writeSafetensors(file, tensors, {});
    const warnings: string[] = [];
    loadWeights(state(target), file, (message) => warnings.push(message));
    state(target).forEach(({ name, variable }, i) => {
      const same = variable.dataSync().join() === state(source)[i].variable.dataSync().join();
      expect(same, name).toBe(!name.includes('theta'));
    });
    expect(warnings.join()).toContain('fc.weight');
  });

  test('missing tensors, other shapes, pickles and missing files are refused by name', () => {
    const network = build();
    const tensors = stored(network);
    tensors.delete('layer2.0.conv1.weight');
    tensors.set('bn1.weight', { shape: [3], values: Float32Array.of(1, 2, 3) });
    writeSafetensors(file, tensors, {});
    expect(() => loadWeights(state(network), file)).toThrow(
      /bn1\.weight: shape \[3\], expected \[16\][\s\S]*layer2\.0\.conv1\.weight: missing/,
    );
    writeFileSync(file, Buffer.from('PK\x03\x04 archive'));
    expect(() => loadWeights(state(network), file)).toThrow('pickle');
    expect(() => loadWeights(state(network), '/nowhere')).toThrow('not there');
  });
});

test('a run’s name depends on which samples train', async () => {
  const request: RunRequest = { benchmark: 'AE1', method: 'lel', profile: 'quick', seed: 1 };
  const ids = [];
  for (const trainFraction of [1, 0.5]) {
    const data = await openData({ ...request, settings: { trainFraction } }, { folder: twins.morph2, trainList: null });
    ids.push(runId(configOn(request, identityOf(data), null)));
    data.close();
  }
  expect(ids[0]).not.toBe(ids[1]);
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { benchmarkNamed } from '../../src/benchmarks/registry';
import { identityOf } from '../../src/data/dataIdentity';
import { openData } from '../../src/data/openData';
import { withListing } from '../../src/data/withListing';
import { writeTwin } from '../../src/datasets/twins/registry';
import { tf } from '../../src/engine/tensorflow';
import { readSafetensors, writeSafetensors } from '../../src/files/safetensors';
import { executeRun } from '../../src/runs/executeRun';
import { exportModel } from '../../src/runs/exportModel';
import { loadModel } from '../../src/runs/loadModel';
import { configOn } from '../../src/runs/openRun';
import { newStore, quiet } from '../support/runs';

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'rlel-model-'));
const store = newStore();
const folders = new Map<string, string>();
const ids = new Map<string, string>();

async function trained(benchmark: string, method: string, settings: object = {}): Promise<string> {
  const folder = folders.get(benchmark) ?? newFolder();
  folders.set(benchmark, folder);
  await writeTwin(benchmarkNamed(benchmark).layouts[0], folder, { train: 40, test: 12, scenes: 'plain', seed: 1 });
  const request = {
    ...{ benchmark, method, profile: 'quick', seed: 1 },
    settings: { epochs: 1, milestones: [], batchSize: 16, ...settings },
  };
  const data = await openData(request, { folder, trainList: null });
  try {
    const { run } = await executeRun(configOn(request, identityOf(data), null), data, store, quiet());
    ids.set(`${benchmark} ${method}`, run);
    return run;
  } finally {
    data.close();
  }
}

const RUNS = [
  ['PN', 'direct', {}],
  ['PN', 'sa', {}],
  ['PN', 'rlel', {}],
  ['PN', 'multiclass', { decoder: 'argmax' }],
  ['AE1', 'direct', {}],
  ['LFH2', 'lel', {}],
  ['FLD1', 'bel', { families: ['J'] }],
] as const;

beforeAll(async () => {
  process.env.RLEL_DATA = newFolder();
  for (const [benchmark, method, settings] of RUNS) await trained(benchmark, method, settings);
});

describe.each(RUNS)('%s %s', (benchmark, method) => {
  test('a model that is read back predicts on the test images what the run stored', async () => {
    const run = ids.get(`${benchmark} ${method}`) as string;
    const before = tf.memory().numTensors;
    const model = loadModel(run.slice(0, 9), store);
    const stored = store.predictions(run).filter(({ split }) => split === 'test');
    expect(stored.length).toBeGreaterThan(5);
    await withListing(benchmark, folders.get(benchmark) as string, async (listing) => {
      const samples = stored.map(({ image }) => {
        const found = listing.samples.find(({ id }) => id === image);
        if (!found) throw new Error(image);
        return found;
      });
      const pictures = [];
      for (const sample of samples) pictures.push((await listing.read(sample)).picture);
      const predictions = model.predict(
        pictures,
        samples.map(({ crop }) => crop ?? null),
      );
      const width = Math.max(...stored.flatMap(({ truth }) => truth.map(Math.abs)));
      predictions.forEach((values, i) => {
        values.forEach((value, l) => {
          expect(Math.abs(value - stored[i].prediction[l]) / width).toBeLessThan(1e-3);
        });
      });
      expect(model.predict([])).toEqual([]);
      expect(model.outputs).toHaveLength(predictions[0].length);
    });
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a model that is exported gives the same without the kit', async () => {
    const run = ids.get(`${benchmark} ${method}`) as string;
    const folder = path.join(newFolder(), 'model');
    const before = tf.memory().numTensors;
    const { difference } = await exportModel(run, folder, store);
    expect(tf.memory().numTensors).toBe(before);
    expect(difference).toBeLessThan(1e-4);
    expect(readdirSync(folder).sort()).toEqual(['rlel.json', 'saved_model.pb']);
    await expect(exportModel(run, folder, store)).rejects.toThrow('is there and not empty');
    const python = path.resolve(__dirname, '../../.venv/bin/python');
    if (benchmark !== 'AE1' || !existsSync(python)) return;
    const model = loadModel(run, store);
    const [height, width] = model.imageSize;
    model.dispose();
    const code = `import tensorflow as tf; f = tf.saved_model.load('${folder}').signatures['serving_default']; print([f(images=tf.zeros([k, ${height}, ${width}, 3]))['age'].shape.as_list() for k in (1, 5)])`;
    expect(execFileSync(python, ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })).toBe(
      '[[1, 1], [5, 1]]\n',
    );
  });
});

describe('what cannot be read back says why', () => {
  const direct = () => ids.get('PN direct') as string;
  const file = () => path.join(store.folder(direct()), 'model.safetensors');
  /** Something changed of the run's model while a function looks. */
  function changed(change: () => void, look: () => void): void {
    const before = readFileSync(file());
    try {
      change();
      look();
    } finally {
      writeFileSync(file(), before);
    }
  }

  test('direct regression’s means and deviations, of a run of an older version', () => {
    const { tensors } = readSafetensors(file());
    changed(
      () => writeSafetensors(file(), tensors, { configuration: direct() }),
      () => expect(() => loadModel(direct(), store)).toThrow(/Run \w+: the model of method direct needs what it took/),
    );
  });

  test('the model of another run, or weights that are missing', () => {
    const { tensors, metadata } = readSafetensors(file());
    changed(
      () => writeSafetensors(file(), tensors, { ...metadata, configuration: 'another' }),
      () => expect(() => loadModel(direct(), store)).toThrow('the model of run another'),
    );
    changed(
      () => writeSafetensors(file(), new Map([...tensors].slice(1)), metadata),
      () => expect(() => loadModel(direct(), store)).toThrow('has shape [none]'),
    );
  });

  test('a code that this version makes otherwise', () => {
    const id = ids.get('PN sa') as string;
    const encoding = path.join(store.folder(id), 'encoding.safetensors');
    const before = readFileSync(encoding);
    const { tensors } = readSafetensors(encoding);
    const [[name, { shape, values }]] = [...tensors].filter(([name]) => name.endsWith('fixed_code'));
    writeSafetensors(encoding, tensors.set(name, { shape, values: values.map((bit) => 1 - bit) }), {});
    expect(() => loadModel(id, store)).toThrow('makes another code');
    writeFileSync(encoding, before);
  });

  test('images and crops that are none', () => {
    const model = loadModel(direct(), store);
    const picture = { width: 2, height: 2, pixels: new Uint8Array(12) };
    const wrong: (() => unknown)[] = [
      () => model.predict([{ ...picture, width: 3 }]),
      () => model.predict([picture], [null, null]),
      () => model.predict([picture], [{ centre: [1], side: 5 } as never]),
      () => model.predict([picture], [{ centre: [1, 1], side: 0 }]),
      () => model.predict(picture as never),
    ];
    for (const call of wrong) expect(call).toThrow(/^predict: /);
    model.dispose();
  });
});

import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { direct } from '../../src/methods/direct';
import { allMethodNames, registerMethod } from '../../src/methods/registry';
import { executeRun } from '../../src/runs/executeRun';
import { runId } from '../../src/store/runConfig';
import { lockRun } from '../../src/store/runLock';
import type { RunConfig } from '../../src/store/runRecord';
import type { RunStore } from '../../src/store/store';
import { Interrupted } from '../../src/training/loop';
import { newStore, outcome, quiet } from '../support/runs';
import { columnData, smallRun } from '../support/steering';

const data = columnData();
/** Stops the run after `steps` steps. */
async function interruptAfter(steps: number, config: RunConfig, store: RunStore): Promise<void> {
  const stop = new AbortController();
  let done = 0;
  const run = executeRun(
    config,
    data,
    store,
    quiet(() => {
      done += 1;
      if (done === steps) stop.abort();
    }, stop.signal),
  );
  await expect(run).rejects.toBeInstanceOf(Interrupted);
}

test.each(allMethodNames())('%s learns: error well below the constant predictor', async (method) => {
  const store = newStore();
  const config = smallRun(data, {
    method,
    settings: {
      epochs: 14,
      augmentation: 'none',
      ...(method === 'bel' ? { families: ['U', 'J'], losses: ['bce', 'ce'] } : {}),
    },
  });
  const { metrics, trainings, candidates, chosen, gradientShares, bitNoise } = await executeRun(
    config,
    data,
    store,
    quiet(),
  );
  expect(metrics.test.error).toBeLessThan(0.5 * metrics.constant.error);
  expect(trainings).toBe(method === 'bel' ? 4 : 1);
  expect(candidates.map(({ name }) => name)).toContain(chosen);
  if (method !== 'rlel') expect(gradientShares).toBeUndefined();
  else expect(Object.keys(gradientShares?.codes ?? {})).toEqual(['crossEntropy', 'r1', 'r2']);
  const [none, ...noisy] = bitNoise?.map(({ error }) => error) ?? [];
  expect(none).toBeCloseTo(metrics.test.error, 2); // all test samples; predictions are stored rounded
  expect(noisy.at(-1)).toBeGreaterThan(none);
  expect(store.verify(runId(config))).toEqual([]);
});

describe('a run is a function of its configuration', () => {
  test('the same seed gives the same bits, another seed others', async () => {
    const [a, b] = [newStore(), newStore()];
    const config = smallRun(data);
    await executeRun(config, data, a, quiet());
    await executeRun(config, data, b, quiet());
    expect(outcome(b, config)).toEqual(outcome(a, config));
    const other = smallRun(data, { seed: 0 });
    await executeRun(other, data, b, quiet());
    expect(outcome(b, other).weights).not.toBe(outcome(a, config).weights);
  });

  test('fresh: what the store has is set aside, and done again to the same bits', async () => {
    const store = newStore();
    const config = smallRun(data);
    const id = runId(config);
    await executeRun(config, data, store, { ...quiet(), fresh: true }); // there is nothing yet
    const first = outcome(store, config);
    writeFileSync(path.join(store.folder(id), 'mark'), '');
    await executeRun(config, data, store, { ...quiet(), fresh: true });
    expect(outcome(store, config)).toEqual(first);
    expect(existsSync(path.join(store.root, 'set-aside', id, 'mark'))).toBe(true);
    expect(existsSync(path.join(store.folder(id), 'mark'))).toBe(false);
    const lock = lockRun(store.folder(id));
    await expect(executeRun(config, data, store, { ...quiet(), fresh: true })).rejects.toThrow(
      'is working on this run',
    );
    lock.release();
    expect(store.isDone(id)).toBe(true);
  });

  test.each([1, 6])('interrupted after step %i and resumed: the bits of an uninterrupted run', async (steps) => {
    const [whole, broken] = [newStore(), newStore()];
    const config = smallRun(data, { settings: { epochs: 3, selection: 'best-validation' } });
    await executeRun(config, data, whole, quiet());
    await interruptAfter(steps, config, broken);
    await executeRun(config, data, broken, quiet());
    expect(outcome(broken, config)).toEqual(outcome(whole, config));
  });

  test('a damaged newest checkpoint falls back to the one before, saying so', async () => {
    const [whole, broken] = [newStore(), newStore()];
    const config = smallRun(data);
    await executeRun(config, data, whole, quiet());
    await interruptAfter(10, config, broken);
    const folder = path.join(broken.folder(runId(config)), 'checkpoints-rlel');
    const newest = readdirSync(folder).sort().at(-1) as string;
    truncateSync(path.join(folder, newest), 5000);
    const warnings: string[] = [];
    await executeRun(config, data, broken, { ...quiet(), warn: (message) => warnings.push(message) });
    expect(warnings.join()).toContain(newest);
    expect(outcome(broken, config)).toEqual(outcome(whole, config));
  });

  test('a finished run is not done again, and leaves neither lock nor checkpoints', async () => {
    const store = newStore();
    const config = smallRun(data);
    const first = await executeRun(config, data, store, quiet());
    let steps = 0;
    expect(
      await executeRun(
        config,
        data,
        store,
        quiet(() => {
          steps += 1;
        }),
      ),
    ).toEqual(first);
    expect(steps).toBe(0);
    expect(readdirSync(store.folder(first.run)).sort()).toEqual([
      'config.json',
      'encoding.safetensors',
      'environment.json',
      'history.csv',
      'model.safetensors',
      'predictions.csv',
      'result.json',
    ]);
  });

  test('BEL resumes at the family that was under way', async () => {
    const store = newStore();
    const config = smallRun(data, { method: 'bel', settings: { families: ['U', 'J'], losses: ['bce'] } });
    await interruptAfter(14, config, store); // 4 steps an epoch, 12 a family
    const names: string[] = [];
    await executeRun(
      config,
      data,
      store,
      quiet(({ candidate }) => names.push(candidate)),
    );
    expect(new Set(names)).toEqual(new Set(['J']));
  });
});

test('the tensor count is the same after every step', async () => {
  const counts = new Set<number>();
  await executeRun(
    smallRun(data, { settings: { epochs: 2 } }),
    data,
    newStore(),
    quiet(() => counts.add(tf.memory().numTensors)),
  );
  expect(counts.size).toBe(1);
});

describe('bad input', () => {
  test('the configuration and the environment are there before training', async () => {
    const store = newStore();
    const config = smallRun(data);
    await interruptAfter(1, config, store);
    const id = runId(config);
    expect(store.config(id)).toEqual(config);
    const environment = JSON.parse(readFileSync(path.join(store.folder(id), 'environment.json'), 'utf8'));
    expect(environment.variables.TF_DETERMINISTIC_OPS).toBe('1');
    expect(environment.tensorflowLog).toBeInstanceOf(Array);
    expect(store.result(id)).toBeNull();
    expect(store.verify(id).join()).toContain('not done');
  });

  test('two processes starting the same run: the second is told who holds it', async () => {
    const store = newStore();
    const config = smallRun(data);
    const first = executeRun(config, data, store, quiet());
    await expect(executeRun(config, data, store, quiet())).rejects.toThrow(`process ${process.pid}`);
    await first;
    expect(store.verify(runId(config))).toEqual([]);
  });

  test('a lock of a process that is gone is taken over', async () => {
    const store = newStore();
    const config = smallRun(data, { settings: { epochs: 1 } });
    await interruptAfter(1, config, store);
    writeFileSync(
      path.join(store.folder(runId(config)), 'lock.1'),
      JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }),
    );
    expect((await executeRun(config, data, store, quiet())).trainings).toBe(1);
  });

  test('a checkpoint of another configuration is refused', async () => {
    const store = newStore();
    const [one, two] = [smallRun(data), smallRun(data, { seed: 2 })];
    await interruptAfter(2, one, store);
    cpSync(store.folder(runId(one)), store.folder(runId(two)), { recursive: true });
    await expect(executeRun(two, data, store, quiet())).rejects.toThrow('another configuration');
  });

  test('verify finds a changed metric and a changed prediction', async () => {
    const store = newStore();
    const config = smallRun(data, { settings: { epochs: 1 } });
    const result = await executeRun(config, data, store, quiet());
    store.writeJson(result.run, 'result.json', {
      ...result,
      metrics: { ...result.metrics, test: { error: 0.1, count: 32 } },
    });
    expect(store.verify(result.run).join()).toContain('0.1 in result.json');
    store.writeJson(result.run, 'config.json', { ...config, seed: 9 });
    expect(store.verify(result.run).join()).toContain('config.json belongs to run');
    writeFileSync(
      path.join(store.folder(result.run), 'predictions.csv'),
      'image,split,subsets,angle,angle_predicted\na.jpg,test,,1,NaN\n',
    );
    expect(() => store.verify(result.run)).toThrow('row 2');
  });

  test.each([
    ['alpha', { settings: { alpha: -1 } }],
    ['epochs', { settings: { epochs: 0 } }],
    ['levels', { settings: { levels: 1 } }],
    ['range', { settings: { range: [3, 3] } }],
    ['seed', { seed: 1.5 }],
    ['families', { settings: { families: ['X'] } }],
    ['Unknown benchmark', { benchmark: 'XX' }],
    ['Unknown method', { method: 'magic' }],
    ['Unknown profile', { profile: 'slow' }],
    ['Unknown network', { settings: { network: 'vgg' } }],
  ])('%s', (named, change) => {
    expect(() => smallRun(data, change)).toThrow(named);
  });
});

test('a method of one’s own runs by name; a name is taken once', async () => {
  registerMethod({ ...direct, name: 'mine' });
  expect(() => registerMethod({ ...direct, name: 'mine' })).toThrow('there already');
  const config = smallRun(data, { method: 'mine', settings: { epochs: 1 } });
  expect((await executeRun(config, data, newStore(), quiet())).chosen).toBe('direct');
});

import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { tf } from '../../src/engine/tensorflow';
import { readSafetensors } from '../../src/files/safetensors';
import { direct } from '../../src/methods/direct';
import type { Method } from '../../src/methods/method';
import { registerMethod } from '../../src/methods/registry';
import { executeRun } from '../../src/runs/executeRun';
import { runId } from '../../src/store/runConfig';
import type { RunConfig } from '../../src/store/runRecord';
import type { RunStore } from '../../src/store/store';
import { Interrupted } from '../../src/training/loop';
import { newStore, quiet } from '../support/runs';
import { columnData, smallRun } from '../support/steering';

const data = columnData();
const TMPDIR = process.env.TMPDIR;
afterEach(() => {
  delete process.env.RLEL_GRAPH;
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  vi.restoreAllMocks();
});

const environmentOf = (store: RunStore, config: RunConfig) =>
  JSON.parse(readFileSync(path.join(store.folder(runId(config)), 'environment.json'), 'utf8'));

const errorOf = async (store: RunStore, config: RunConfig): Promise<number> =>
  (await executeRun(config, data, store, quiet())).metrics.test.error;

async function interruptAfter(steps: number, config: RunConfig, store: RunStore): Promise<void> {
  const stop = new AbortController();
  let done = 0;
  const count = () => {
    done += 1;
    if (done === steps) stop.abort();
  };
  await expect(executeRun(config, data, store, quiet(count, stop.signal))).rejects.toBeInstanceOf(Interrupted);
}

/** The newest checkpoint, its numbers left out. */
function checkpoint(store: RunStore, config: RunConfig) {
  const folder = path.join(store.folder(runId(config)), 'checkpoints-rlel');
  const { tensors, metadata } = readSafetensors(path.join(folder, readdirSync(folder).sort().at(-1) as string));
  return {
    shapes: Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape])),
    metadata: Object.keys(metadata),
  };
}

const SETTINGS = { epochs: 2, batchSize: 32, selection: 'best-validation' } as const;

test('compiled and operation by operation: the same checkpoints, either continues the other’s, nearly the same error', async () => {
  const config = smallRun(data, { settings: SETTINGS });
  const [compiled, eager] = [newStore(), newStore()];
  await interruptAfter(6, config, compiled);
  process.env.RLEL_GRAPH = '0';
  await interruptAfter(6, config, eager);
  expect(checkpoint(eager, config)).toEqual(checkpoint(compiled, config));
  expect([compiled, eager].map((store) => environmentOf(store, config).compiledSteps)).toEqual([true, false]);
  const finishedEager = await errorOf(compiled, config);
  delete process.env.RLEL_GRAPH;
  const finishedCompiled = await errorOf(eager, config);
  expect(Math.abs(finishedEager / finishedCompiled - 1)).toBeLessThan(1e-3);
});

test('RLEL_GRAPH is 0 or 1', async () => {
  process.env.RLEL_GRAPH = 'off';
  await expect(executeRun(smallRun(data), data, newStore(), quiet())).rejects.toThrow('RLEL_GRAPH=off: expected 1');
});

test('a run that is stopped, goes on and ends leaves no tensor, variable, session or file', async () => {
  process.env.TMPDIR = mkdtempSync(path.join(tmpdir(), 'rlel-'));
  const backend = tf.backend() as unknown as Record<'loadSavedModelMetaGraph' | 'deleteSavedModel', () => number>;
  const [load, end] = [vi.spyOn(backend, 'loadSavedModelMetaGraph'), vi.spyOn(backend, 'deleteSavedModel')];
  const count = () => [tf.memory().numTensors, Object.keys(tf.engine().registeredVariables).length];
  const before = count();
  const config = smallRun(data, { settings: SETTINGS });
  const store = newStore();
  await interruptAfter(3, config, store);
  await executeRun(config, data, store, quiet());
  expect(count()).toEqual(before);
  expect(load.mock.calls.length).toBeGreaterThan(2); // stopped, trained, evaluated
  expect(end.mock.calls).toEqual(load.mock.results.map(({ value }) => [value]));
  expect(readdirSync(process.env.TMPDIR).filter((name) => name.startsWith('rlel-graph'))).toEqual([]);
});

/** A method whose loss does something in JavaScript. */
function register(name: string, factor: (levels: tf.Tensor) => number): Method {
  const method: Method = {
    ...direct,
    name,
    head(candidate, context) {
      const head = direct.head(candidate, context);
      return {
        ...head,
        loss(codes, labels) {
          const { total, parts } = head.loss(codes, labels);
          return { total: tf.mul(total, factor(labels)) as tf.Scalar, parts };
        },
      };
    },
  };
  registerMethod(method);
  return method;
}

test('a loss that JavaScript reads from is trained operation by operation, and that is said once', async () => {
  register('reading', (labels) => (Number.isFinite(labels.dataSync()[0]) ? 1 : 2));
  const warnings: string[] = [];
  const config = smallRun(data, { method: 'reading', settings: { epochs: 1 } });
  const store = newStore();
  for (const one of [config, smallRun(data, { method: 'reading', seed: 2, settings: { epochs: 1 } })]) {
    await executeRun(one, data, store, { ...quiet(), warn: (message) => warnings.push(message) });
  }
  expect(warnings).toEqual([
    'The model is not compiled, but run operation by operation, which takes longer: JavaScript reads a tensor of the step.',
  ]);
  expect(environmentOf(store, config).compiledSteps).toBe(false);
});

test('a loss of numbers that differ from step to step is not frozen into the graph', async () => {
  let calls = 0;
  register('counting', () => 1 + calls++);
  const warnings: string[] = [];
  const config = smallRun(data, { method: 'counting', settings: { epochs: 1, batchSize: 32 } });
  await executeRun(config, data, newStore(), { ...quiet(), warn: (message) => warnings.push(message) });
  expect(warnings.join()).toContain('other numbers from call to call');
  expect(calls).toBeGreaterThan(4);
});

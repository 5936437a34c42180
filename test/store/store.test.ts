import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeResult } from '../../src/commands/resultText';
import { collectGarbage, listRuns, mergeRuns, verifyRuns } from '../../src/commands/runs';
import { describeStore } from '../../src/commands/watch';
import { executeRun } from '../../src/runs/executeRun';
import { checkRuns } from '../../src/store/checkedRuns';
import { runId } from '../../src/store/runConfig';
import { indexedResults } from '../../src/store/runIndex';
import { lockRun } from '../../src/store/runLock';
import type { RunResult } from '../../src/store/runRecord';
import { RunStore } from '../../src/store/store';
import { newStore, quiet } from '../support/runs';
import { columnData, smallRun } from '../support/steering';

const data = columnData();
const whole = newStore();
let results: RunResult[] = [];

beforeAll(async () => {
  for (const method of ['direct', 'lel']) {
    for (const seed of [1, 2]) {
      const config = smallRun(data, { method, seed, settings: { epochs: 1 } });
      results.push(await executeRun(config, data, whole, quiet()));
    }
  }
  results = results.sort((a, b) => (a.run < b.run ? -1 : 1));
});

/** A copy of the store that a test may damage. */
function copy(): RunStore {
  const store = newStore();
  cpSync(whole.root, store.root, { recursive: true });
  return store;
}

const text = { where: [], sort: null, format: 'text' } as const;

test('a result says on what it was done, and what its files are', () => {
  const [{ files = {}, peakMemory = 0, run }] = results;
  expect(Object.keys(files)).toContain('predictions.csv');
  expect(peakMemory).toBeGreaterThan(1e8);
  const environment = JSON.parse(readFileSync(path.join(whole.folder(run), 'environment.json'), 'utf8'));
  expect(environment).toMatchObject({ device: 'cpu', tensorflow: expect.stringMatching(/^\d+\.\d+/) });
  expect(environment.packages['@tensorflow/tfjs-node-gpu']).toMatch(/^\d+\./);
});

test('a store of a newer or older version is refused, and why', () => {
  const store = copy();
  expect(new RunStore(store.root).ids()).toHaveLength(4);
  writeFileSync(path.join(store.root, 'store.json'), '{"format": 1}');
  expect(() => new RunStore(store.root)).toThrow(
    'an older version of the kit has written here (format 1, this one reads 2)',
  );
  writeFileSync(path.join(store.root, 'store.json'), '{"format": 3}');
  expect(() => new RunStore(store.root)).toThrow('a newer version of the kit has written here');
  writeFileSync(path.join(store.root, 'store.json'), '{"for');
  expect(() => new RunStore(store.root)).toThrow('store.json: cannot be read');
});

describe('index', () => {
  test('follows the folders: made anew when it is missing, damaged or old', () => {
    const store = copy();
    const file = path.join(store.root, 'index.json');
    expect(indexedResults(store)).toEqual(results);
    expect(existsSync(file)).toBe(true);
    for (const content of ['{"version": 1, "ru', '{"version": 0, "runs": {}}', '[]', '']) {
      writeFileSync(file, content);
      expect(indexedResults(store)).toEqual(results);
    }
    rmSync(store.folder(results[0].run), { recursive: true });
    expect(indexedResults(store)).toEqual(results.slice(1));
    store.writeJson(results[1].run, 'result.json', { ...results[1], seconds: 12345 });
    expect(indexedResults(store)[0].seconds).toBe(12345);
  });
});

describe('checked runs', () => {
  test('are not read again until a file changes; what does not agree is said each time', () => {
    const store = copy();
    const ids = store.ids();
    const verified: string[] = [];
    store.verify = (id) => {
      verified.push(id);
      return new RunStore(store.root).verify(id);
    };
    const check = () => {
      verified.length = 0;
      return checkRuns(store, ids);
    };
    const done: number[] = [];
    expect(checkRuns(store, ids, (count) => done.push(count)).size).toBe(0);
    expect(done).toEqual(ids.map((_, i) => i + 1));
    expect(check().size).toBe(0);
    expect(verified).toEqual([]);
    appendFileSync(path.join(store.folder(ids[1]), 'predictions.csv'), '\n');
    for (let again = 0; again < 2; again++) {
      expect(check()).toEqual(
        new Map([[ids[1], 'its files do not agree (predictions.csv is not the file that the run wrote.)']]),
      );
      expect(verified).toEqual([ids[1]]);
    }
    writeFileSync(path.join(store.folder(ids[0]), 'result.json'), '{');
    expect(check().get(ids[0])).toContain('cannot be read');
    for (const content of ['{"version": 1, "ru', '{"version": 0, "runs": {}}', '[]', '']) {
      writeFileSync(path.join(store.root, 'checked.json'), content);
      check();
      expect(verified).toContain(ids[2]);
    }
  });
});

describe('listing', () => {
  test('filters, sorts, and gives CSV and JSON', () => {
    expect(listRuns(whole, { ...text, where: ['method=lel', 'seed>1'] })).toMatch(
      /^all: [^\n]*method lel · seed 2[^\n]*\nrun +error +constant +finished\n\w{16} +\d[^\n]*$/,
    );
    const newest = listRuns(whole, text)
      .split('\n')
      .slice(2)
      .map((line) => line.slice(0, 16));
    const byTime = [...results].sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1)).map(({ run }) => run);
    expect(newest.slice(0, byTime.length)).toEqual(byTime);
    expect(listRuns(whole, { ...text, where: ['error<0'] })).toBe('No finished run meets error<0.');
    expect(listRuns(whole, { ...text, where: ['method=lell', 'seed>0'] })).toBe(
      'No finished run meets method=lell and seed>0.\nmethod is one of direct, lel. Did you mean lel?',
    );
    const rows = JSON.parse(listRuns(whole, { where: [], sort: '-error', format: 'json' }));
    const errors = rows.map(({ error }: { error: number }) => error);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(errors).toHaveLength(4);
    const csv = listRuns(whole, { where: ['method!=lel'], sort: 'seed', format: 'csv' }).split('\n');
    expect(csv).toHaveLength(3);
    expect(csv[0]).toMatch(/^run,benchmark,method,profile,seed/);
  });

  test('a run of a benchmark that is not registered is told so; images of one’s own need no registering', () => {
    const [result] = results;
    const named = (benchmark: string) => describeResult({ ...result, config: { ...result.config, benchmark } });
    expect(named('DIAL')).toContain('--import the file of its benchmark');
    for (const benchmark of ['PN', 'own.gauges']) expect(named(benchmark)).not.toContain('--import');
  });

  test('conditions and columns that cannot be read are named', () => {
    expect(() => listRuns(whole, { ...text, where: ['method'] })).toThrow('--where method: expected');
    expect(() => listRuns(whole, { ...text, where: ['colour=red'] })).toThrow('no column "colour"');
    expect(() => listRuns(whole, { ...text, sort: 'colour' })).toThrow('--sort: no column "colour"');
  });
});

describe('verify', () => {
  test('sound runs pass', () => {
    expect(verifyRuns(copy(), true)).toContain('4 runs');
  });

  test.each([
    [
      'a changed file',
      (store: RunStore, id: string) => truncateSync(path.join(store.folder(id), 'history.csv'), 20),
      'history.csv is not',
    ],
    [
      'a missing file',
      (store: RunStore, id: string) => rmSync(path.join(store.folder(id), 'model.safetensors')),
      'model.safetensors is missing',
    ],
    [
      'a cut result',
      (store: RunStore, id: string) => truncateSync(path.join(store.folder(id), 'result.json'), 50),
      'cannot be read',
    ],
    [
      'a result of another version',
      (store: RunStore, id: string) => writeFileSync(path.join(store.folder(id), 'result.json'), '{"version": 9}'),
      "not a run's result",
    ],
    [
      'another run’s folder',
      (store: RunStore, id: string) => cpSync(store.folder(results[1].run), store.folder(id), { recursive: true }),
      'belongs to run',
    ],
  ])('%s: named, and set aside whole', (_, damage, named) => {
    const store = copy();
    const [{ run }] = results;
    damage(store, run);
    expect(() => verifyRuns(store, false)).toThrow(named);
    expect(existsSync(store.folder(run))).toBe(true);
    expect(() => verifyRuns(store, true)).toThrow(named);
    expect(existsSync(store.folder(run))).toBe(false);
    expect(existsSync(path.join(store.root, 'set-aside', run))).toBe(true);
    expect(verifyRuns(store, true)).toContain('3 runs');
  });
});

describe('merge', () => {
  test('brings in what is missing, once; keeps ours; leaves the damaged and the unfinished', async () => {
    const store = newStore();
    expect(mergeRuns(store, whole.root)).toBe('4 runs brought in, 0 here already');
    expect(mergeRuns(store, whole.root)).toBe('0 runs brought in, 4 here already');
    expect(verifyRuns(store, false)).toContain('4 runs');
    const other = copy();
    const [first, second, third] = results.map(({ run }) => run);
    truncateSync(path.join(other.folder(first), 'predictions.csv'), 30);
    rmSync(path.join(other.folder(second), 'result.json'));
    const empty = newStore();
    const lock = lockRun(empty.folder(third));
    const told = mergeRuns(empty, other.root);
    lock.release();
    expect(told).toContain('1 runs brought in');
    expect(told).toContain(`${first}: left (predictions.csv is not the file`);
    expect(told).toContain(`${second}: left`);
    expect(told).toContain(`${third}: left (a process works on it here)`);
    const unfinished = newStore();
    mkdirSync(unfinished.folder(third), { recursive: true });
    writeFileSync(path.join(unfinished.folder(third), 'history.csv'), 'mine');
    mergeRuns(unfinished, whole.root);
    expect(readFileSync(path.join(unfinished.root, 'set-aside', third, 'history.csv'), 'utf8')).toBe('mine');
    expect(() => mergeRuns(unfinished, newStore().root)).toThrow('no runs there');
  });
});

test('gc removes what is left of finished runs only, and not unasked', async () => {
  const store = copy();
  const [{ run }] = results;
  const left = path.join(store.folder(run), 'checkpoints-direct', 'checkpoint-000000001.safetensors');
  const half = path.join(store.folder(run), 'model.safetensors.tmp-123');
  const open = path.join(store.folder('0123456789abcdef'), 'checkpoints-lel', 'checkpoint-000000001.safetensors');
  for (const file of [left, half, open]) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'x'.repeat(1000));
  }
  await expect(collectGarbage(store, false)).rejects.toThrow('--yes');
  expect(existsSync(left)).toBe(true);
  expect(await collectGarbage(store, true)).toContain('2 files and folders');
  expect([left, half, open].map((file) => existsSync(file))).toEqual([false, false, true]);
  expect(await collectGarbage(store, true)).toContain('Nothing to remove');
});

test('watch tells what is under way, with the last epoch', async () => {
  const store = copy();
  const config = smallRun(data, { seed: 9, settings: { epochs: 3 } });
  const views: string[] = [];
  await executeRun(
    config,
    data,
    store,
    quiet(() => views.push(describeStore(store))),
  );
  expect(views[0]).toContain('4 runs done, 1 under way');
  expect(views[0]).toContain('first epoch');
  expect(views.at(-1)).toMatch(/PN rlel seed 9\s+epoch 2\/3, loss \d+.*validation error \d+\.\d+ {2}[▁█]{2}/);
  expect(describeStore(store)).toContain('5 runs done, 0 under way');
  expect(runId(config)).toHaveLength(16);
});

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { drivingTwin } from '../../src/datasets/twins/drivingTwin';
import { writeTwinFolder } from '../../src/datasets/twins/folder';
import type { PlanSource } from '../../src/plans/plan';
import { RunStore } from '../../src/store/store';

const CLI = path.resolve(__dirname, '../../bin/rlel.cjs');
const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-sweep-'));
const data = folder();
const env = { ...process.env, RLEL_DATA: folder(), TF_NUM_INTRAOP_THREADS: '1' };

beforeAll(() => writeTwinFolder(drivingTwin, data, { train: 64, test: 16, scenes: 'wild', seed: 2 }, () => {}));

/** A plan in a file: runs of a second or two on a small data set. */
function planFile(change: Partial<PlanSource['groups'][number]> = {}): string {
  const file = path.join(folder(), 'plan.json');
  const group = {
    why: 'a test',
    benchmarks: ['PN'],
    methods: ['direct', 'lel', 'bel'],
    seeds: [1, 2],
    data,
    ...change,
    grid: { epochs: [6], milestones: [[]], batchSize: [16], ...change.grid },
  };
  writeFileSync(file, JSON.stringify({ name: 'small', groups: [group] }));
  return file;
}

function rlel(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], { encoding: 'utf8', env });
  return { status, stdout, output: stdout + stderr };
}

const start = (...words: string[]): ChildProcess =>
  spawn(process.execPath, [CLI, ...words], { env, stdio: 'ignore', detached: true });
const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', (status) => resolve(status)));

/** What a finished sweep leaves, by run: all but times and places. */
function outcome(results: string): Record<string, string> {
  const store = new RunStore(results);
  return Object.fromEntries(
    store
      .ids()
      .map((id) => [
        id,
        ['predictions.csv', 'history.csv']
          .map((name) => readFileSync(path.join(store.folder(id), name), 'utf8'))
          .join(),
      ]),
  );
}

/** The processes of a store's workers. */
function workers(results: string): number[] {
  const found = spawnSync('pgrep', ['-f', `worker --results ${results}`], { encoding: 'utf8' }).stdout;
  return found.split('\n').filter(Boolean).map(Number);
}

test('a plan is printed, swept, and done', () => {
  const plan = planFile();
  const results = folder();
  expect(rlel('plan', plan, '--results', results).output).toContain('small: 6 runs: 6 missing; time unknown');
  const { status, output } = rlel('sweep', plan, '--results', results, '--jobs', '2');
  expect(status, output).toBe(0);
  expect(output).toContain('6 runs, 0 done already, 2 side by side');
  expect(output).toMatch(/PN bel seed 1 · epochs 6 .*: test MAE \d/);
  const explained = rlel('plan', plan, '--results', results, '--explain').output;
  expect(explained).toContain('small: 6 runs: 6 done');
  expect(explained.match(/for a test/g)).toHaveLength(6);
  expect(rlel('sweep', plan, '--results', results).output).toContain('6 runs, 6 done already');
  const listed = JSON.parse(rlel('plan', plan, '--results', results, '--json').stdout);
  expect(listed.runs).toHaveLength(6);
  const events = readdirSync(path.join(results, 'tensorboard'), { recursive: true }).filter((name) =>
    String(name).includes('tfevents'),
  );
  expect(events).toHaveLength(6); // one a training
});

test('killed four times, workers and parent, it ends with what an undisturbed sweep gives', async () => {
  const plan = planFile();
  const [calm, stormy] = [folder(), folder()];
  expect(rlel('sweep', plan, '--results', calm).status).toBe(0);
  for (let kill = 0; kill < 4; kill++) {
    const child = start('sweep', plan, '--results', stormy, '--jobs', '2');
    const end = ended(child);
    await wait(4000 + 900 * kill);
    // the parent alone, or with its workers: then nobody saves
    const victims = kill % 2 === 0 ? [child.pid as number] : [child.pid as number, ...workers(stormy)];
    for (const pid of victims) spawnSync('kill', ['-9', String(pid)]);
    await end;
    while (workers(stormy).length > 0) await wait(200);
  }
  const { status, output } = rlel('sweep', plan, '--results', stormy, '--jobs', '2');
  expect(status, output).toBe(0);
  expect(outcome(stormy)).toEqual(outcome(calm));
  expect(rlel('runs', 'verify', '--results', stormy).output).toContain('6 runs');
});

test('two sweeps of one store at once do each run once', async () => {
  const plan = planFile();
  const results = folder();
  const statuses = await Promise.all(
    [1, 2].map(() => ended(start('sweep', plan, '--results', results, '--jobs', '1'))),
  );
  expect(statuses).toEqual([0, 0]);
  const store = new RunStore(results);
  expect(store.results()).toHaveLength(6);
  for (const id of store.ids()) {
    expect(store.verify(id)).toEqual([]);
    expect(readdirSync(store.folder(id)).filter((name) => /claim|tmp|checkpoint|candidate/.test(name))).toEqual([]);
  }
});

test('a run that fails is recorded and tried again; the others are done', () => {
  const plan = planFile({ methods: ['direct'], seeds: [1], grid: { learningRate: [1e-3, 1e30] } });
  const results = folder();
  const { status, output } = rlel('sweep', plan, '--results', results, '--retries', '1', '--jobs', '1');
  expect(status).toBe(1);
  expect(output).toContain('and is tried again later');
  expect(output).toContain('1 of 2 runs failed');
  expect(output).toContain('lower the learning rate');
  const store = new RunStore(results);
  const failed = store.ids().find((id) => store.failure(id)) as string;
  expect(store.failure(failed)).toMatchObject({ attempts: 2, message: expect.stringContaining('learning rate') });
  expect(store.results()).toHaveLength(1);
  expect(rlel('plan', plan, '--results', results).output).toContain('2 runs: 1 done, 1 failed');
  expect(rlel('runs', '--results', results).output).toContain('failed: The loss is');
});

describe('Ctrl-C', () => {
  test('saves, tells how to go on with status 130; the same command finishes', async () => {
    const plan = planFile({ methods: ['lel'], seeds: [1], grid: { epochs: [300] } });
    const results = folder();
    const child = start('sweep', plan, '--results', results, '--jobs', '1');
    const end = ended(child);
    const checkpoint = () =>
      existsSync(path.join(results, 'runs')) &&
      readdirSync(path.join(results, 'runs'), { recursive: true }).some((name) => String(name).includes('checkpoint-'));
    while (!checkpoint()) await wait(100);
    child.kill('SIGINT');
    expect(await end).toBe(130);
    expect(workers(results)).toEqual([]);
    expect(rlel('plan', plan, '--results', results).output).toContain('1 runs: 1 started');
  });
});

test('a full disk stops the sweep, not each run after the other', () => {
  const results = folder();
  const words = [CLI, 'sweep', planFile({ methods: ['direct', 'lel'] }), '--results', results, '--jobs', '1'];
  // files of at most 64 blocks (32 or 64 KiB): the first checkpoint is larger
  const { status, stderr, stdout } = spawnSync(
    'sh',
    ['-c', 'ulimit -f 64; exec "$@"', 'sh', process.execPath, ...words],
    {
      encoding: 'utf8',
      env,
    },
  );
  const output = stdout + stderr;
  expect(status, output).toBe(1);
  expect(output).toContain('the disk is full');
  expect(output).toContain('no other run is begun');
  expect(output).toContain('1 of 4 runs failed');
  expect(rlel('sweep', words[2], '--results', results, '--jobs', '2').status).toBe(0);
});

test('runs of other code are counted in a line; --fresh sets them aside and does them again', () => {
  const results = folder();
  const plan = planFile({ methods: ['direct'], seeds: [1, 2], grid: { epochs: [1] } });
  const words = ['sweep', plan, '--results', results, '--jobs', '1'];
  expect(rlel(...words).status).toBe(0);
  const store = new RunStore(results);
  const before = outcome(results);
  for (const id of store.ids()) store.writeJson(id, 'result.json', { ...store.result(id), commit: 'f'.repeat(40) });
  const shown = rlel(...words);
  expect(shown.output).toMatch(/2 of 2 runs were made by other code \(commit fffffff: 2\); this is commit .*--fresh/);
  const again = rlel(...words, '--fresh');
  expect(again.output).toContain('2 runs, 0 done already');
  expect(again.output).not.toContain('other code');
  expect(readdirSync(path.join(results, 'set-aside')).sort()).toEqual(store.ids());
  expect(outcome(results)).toEqual(before);
  expect(store.results().some(({ commit }) => commit === 'f'.repeat(40))).toBe(false);
});

test('a store that cannot be written: said so', () => {
  const results = folder();
  writeFileSync(path.join(results, 'runs'), 'not a folder');
  const { status, output } = rlel(
    'sweep',
    planFile({ methods: ['direct'], seeds: [1] }),
    '--results',
    results,
    '--retries',
    '0',
  );
  expect(status).toBe(1);
  expect(output).toContain('runs: not a folder');
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobScript } from '../../src/commands/slurm';
import { drivingTwin } from '../../src/datasets/twins/drivingTwin';
import { writeTwinFolder } from '../../src/datasets/twins/folder';
import { RunStore } from '../../src/store/store';
import { type Cluster, missingSlurm, startCluster } from '../support/slurm';

const CLI = path.resolve(__dirname, '../../bin/rlel.cjs');
const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-slurm-test-'));
const OPTIONS = {
  plan: '/plans/it’s mine.json',
  planName: 'mine',
  results: '/shared/results',
  tasks: 4,
  arrayLimit: 2,
  partition: 'long',
  gpus: 1,
  cpus: 3,
  memory: '8G',
  time: '4:00:00',
  grace: 60,
};

test('the job script says what was asked for, and quotes paths', () => {
  const script = jobScript({ ...OPTIONS, plan: "/plans/it's.json" });
  for (const setting of [
    '--array=1-4%2',
    '--partition=long',
    '--gpus-per-task=1',
    '--cpus-per-task=3',
    '--mem=8G',
    '--time=4:00:00',
    '--signal=B:USR2@60',
    '--requeue',
  ])
    expect(script).toContain(`#SBATCH ${setting}\n`);
  expect(script).toContain("'/plans/it'\\''s.json'");
  const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const plain = jobScript({ ...OPTIONS, arrayLimit: null, partition: null, gpus: 0, memory: null, time: null });
  expect(plain).not.toMatch(/%2|partition|gpus|--mem|--time/);
});

const missing = missingSlurm();

describe.skipIf(missing !== null)(`on a real Slurm of two nodes${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let cluster: Cluster;
  const data = folder();
  const slurm = (command: string, ...words: string[]): string => {
    const { stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', env: cluster.env });
    return stdout + stderr;
  };
  const rlel = (...words: string[]): string => slurm(process.execPath, CLI, ...words);

  beforeAll(async () => {
    await writeTwinFolder(drivingTwin, data, { train: 64, test: 16, scenes: 'wild', seed: 2 }, () => {});
    cluster = await startCluster();
  });
  afterAll(() => cluster?.stop());

  test('a task that is killed and one that is queued again: every result is there once', async () => {
    const results = folder();
    const plan = path.join(folder(), 'plan.json');
    const group = { why: 'a test', benchmarks: ['PN'], methods: ['direct', 'lel', 'sa'], seeds: [1, 2], data };
    const grid = { epochs: [200], milestones: [[]], batchSize: [16] };
    writeFileSync(plan, JSON.stringify({ name: 'small', groups: [{ ...group, grid }] }));
    const told = rlel('sweep', plan, '--slurm', '--tasks', '2', '--results', results, '--grace', '30');
    const [, job] = /job (\d+): 2 tasks for 6 runs/.exec(told) ?? [];
    expect(job, told).toBeDefined();
    const store = new RunStore(results);
    const until = async (condition: () => boolean, what: string) => {
      for (let tries = 0; tries < 1500 && !condition(); tries++) await wait(200);
      expect(condition(), `${what}\n${slurm('squeue')}${logs(results)}`).toBe(true);
    };
    await until(() => store.results().length >= 1, 'a first result');
    const running = rlel('sweep', 'status', '--results', results);
    expect(running).toContain(`job ${job}, plan small`);
    expect(running).toMatch(new RegExp(`${job}_1\\s+RUNNING`));
    // a preemption: Slurm's signal, then the kit saves, gives 130, and its script queues the task again
    slurm('scancel', '--batch', '--signal=USR2', `${job}_1`);
    await until(() => logs(results).includes('saved; queued again'), 'the task saves and is queued again');
    // a node's crash: nothing is saved but the last epoch
    slurm('scancel', '--full', '--signal=KILL', `${job}_2`);
    await until(
      () => slurm('squeue', '--noheader', '--jobs', job).trim() === '' || store.results().length === 6,
      'the job ends',
    );
    if (store.results().length < 6) {
      // the killed task is not queued again: the same plan does what is missing
      rlel('sweep', plan, '--slurm', '--tasks', '1', '--results', results);
      await until(() => store.results().length === 6, 'all results');
    }
    expect(rlel('runs', 'verify', '--results', results)).toContain('6 runs');
    for (const id of store.ids()) {
      const names = readdirSync(store.folder(id));
      expect(names.filter((name) => /checkpoint|candidate|tmp/.test(name))).toEqual([]);
    }
    expect(rlel('sweep', 'status', '--results', results)).toContain('6 done');
  }, 900_000);

  test('what Slurm refuses is told', () => {
    const told = rlel('sweep', 'quick', '--slurm', '--partition', 'nowhere', '--results', folder());
    expect(told).toContain('sbatch failed');
    expect(told).toContain('nowhere');
  });
});

test('without Slurm: said so', () => {
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'sweep', 'quick', '--slurm', '--results', folder()], {
    encoding: 'utf8',
    env: { ...process.env, PATH: '/nowhere' },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('sbatch: not found');
});

function logs(results: string): string {
  const place = path.join(results, 'slurm', 'logs');
  return readdirSync(place)
    .map((name) => readFileSync(path.join(place, name), 'utf8'))
    .join('\n');
}

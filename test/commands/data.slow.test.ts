import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { jobScript } from '../../src/commands/slurm';
import { RunStore } from '../../src/store/store';
import { drivingFolder, newFolder, put, putImages } from '../support/dataFolders';

const CLI = path.resolve(__dirname, '../../bin/rlel.cjs');
const root = newFolder();
const env = { ...process.env, RLEL_DATA: root, TF_NUM_INTRAOP_THREADS: '1' };
const rlel = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], { encoding: 'utf8', env });
  return { status, stdout, output: stdout + stderr };
};

test('a set that was added is found by run and by plans; a broken one is not added', async () => {
  const [folder, results] = [await drivingFolder(40), newFolder()];
  put(folder, '7.jpg', 'no image');
  const refused = rlel('data', 'add', 'driving', folder);
  expect([refused.status, refused.output]).toEqual([1, expect.stringContaining('it was not added')]);
  expect(readdirSync(root)).not.toContain('sets');

  const list = path.join(newFolder(), 'broken.json');
  writeFileSync(list, rlel('data', 'check', 'driving', folder, '--json').stdout);
  const added = rlel('data', 'add', 'driving', folder, '--skip-broken', list);
  expect([added.status, added.output]).toEqual([0, expect.stringContaining('added: --source open finds it for PN')]);
  expect(rlel('data', 'list').stdout).toContain(`here: ${folder} (39 samples, open, checked `);

  const short = ['--epochs', '1', '--milestones', 'none', '--results', results];
  const run = rlel('run', '--benchmark', 'PN', '--method', 'direct', '--source', 'open', ...short);
  expect(run.status, run.output).toBe(0);
  const store = new RunStore(results);
  expect(store.config(store.ids()[0])?.data).toMatchObject({ source: 'open', format: 'driving', leftOut: ['7.jpg'] });

  const groups = [
    { why: 'a test', benchmarks: ['PN'], methods: ['direct'], seeds: [1], grid: { epochs: [1], milestones: [[]] } },
  ];
  const plan = put(newFolder(), 'plan.json', JSON.stringify({ name: 'mine', groups }));
  const planned = rlel('plan', plan, '--source', 'best', '--results', results);
  expect(planned.stdout.split('\n')[0]).toBe(`PN  open      driving, 39 samples: ${folder}`);
  expect(planned.stdout).toContain('mine: 1 runs: 1 done');
  const swept = rlel('sweep', plan, '--source', 'open', '--results', results);
  expect([swept.status, swept.output]).toEqual([0, expect.stringContaining(`driving, 39 samples: ${folder}`)]);

  expect(rlel('data', 'remove', 'driving').status).toBe(0);
  const gone = rlel('run', '--benchmark', 'PN', '--method', 'direct', '--source', 'open', ...short);
  expect([gone.status, gone.output]).toEqual([1, expect.stringContaining('rlel data add driving FOLDER')]);
  expect(readFileSync(path.join(folder, 'data.txt'), 'utf8')).toContain('0.jpg');
});

test('what makes no sense together is refused', () => {
  const run = (...words: string[]) => rlel('run', '--benchmark', 'PN', '--method', 'direct', ...words);
  expect(run('--source', 'open', '--data', '/x').output).toContain('--source finds the data: leave out --data');
  const nothing = rlel('reproduce', '--source', 'official', '--benchmarks', 'AE1', '--results', newFolder());
  expect(nothing.status).toBe(1);
  expect(nothing.output).toMatch(/AE1 +missing +left out\nAE1 needs\n {2}morph2 .*by contract/);
});

test('images of one’s own train from the command line, in a sweep and from a set that was added, to the same run', async () => {
  const [folder, results] = [newFolder(), newFolder()];
  const names = Array.from({ length: 40 }, (_, i) => `dial/${i}.png`);
  await putImages(folder, names);
  const rows = names.map((name, i) => `${name},${i / 4},${i % 2 ? 40 : 20}`);
  const labels = put(newFolder(), 'dials.csv', `image,pressure,heat\n${rows.join('\n')}\n`);
  const own = ['--method', 'rlel', '--epochs', '1', '--milestones', 'none', '--results', results];
  const run = rlel('run', '--images', folder, '--labels', labels, ...own);
  expect(run.status, run.output).toBe(0);
  expect(run.output).toContain('data: pressure: range 0…9.8 and 99 levels, proposed from the labels');
  const store = new RunStore(results);
  const [id] = store.ids();
  const result = store.result(id);
  expect(result?.config).toMatchObject({ benchmark: 'own.dials', changes: { epochs: 1 } });
  expect(Object.keys(result?.metrics.outputs ?? {})).toEqual(['pressure', 'heat']);

  const grid = { epochs: [1], milestones: [[]] };
  const groups = [{ why: 'a test', images: folder, labels, methods: ['rlel', 'direct'], seeds: [1], grid }];
  const plan = put(newFolder(), 'plan.json', JSON.stringify({ name: 'mine', groups }));
  const swept = rlel('sweep', plan, '--results', results);
  expect(swept.output).toContain('2 runs, 1 done already');
  expect(swept.output).toContain('mine: 2 of 2 runs are done');

  expect(rlel('data', 'add', 'own.dials', folder, '--labels', labels).output).toContain('finds it for own.dials');
  const again = rlel('run', '--benchmark', 'own.dials', '--source', 'best', ...own);
  expect([again.status, again.output]).toEqual([0, expect.stringContaining(id)]);
  expect(store.ids()).toHaveLength(2);
  const rowsOfRuns = rlel('runs', '--results', results, '--where', 'benchmark=own.dials', '--format', 'csv');
  expect(rowsOfRuns.stdout.trim().split('\n')).toHaveLength(3);
});

test('images of one’s own: what lacks is said', () => {
  const run = (...words: string[]) => rlel('run', '--method', 'rlel', ...words).output;
  expect(run()).toContain('Give --benchmark NAME, or --images FOLDER with --labels FILE.csv');
  expect(run('--benchmark', 'AE1', '--images', '/x', '--labels', 'y.csv')).toContain('leave out --benchmark AE1');
  expect(run('--benchmark', 'own.x', '--labels', 'y.csv')).toContain('has no effect without --images FOLDER');
  expect(run('--images', newFolder())).toContain('labels.csv (or another file by --labels)');
  expect(rlel('data', 'add', 'images', newFolder()).output).toContain('a name of their own, as own.dials');
});

test('data get says of a set that needs a contract or a form what to do; nothing is fetched', () => {
  const morph = rlel('data', 'get', 'morph2');
  expect([morph.status, morph.output]).toEqual([
    1,
    expect.stringMatching(
      /morph2 cannot be fetched by itself\..*by contract.*https:\/\/uncw\.edu.*rlel data add morph2 FOLDER/,
    ),
  ]);
  expect(rlel('data', 'get', '300w').output).toContain('fill in the form on the page');
  expect(rlel('data', 'get', 'byway').output).toContain('Unknown data set "byway"');
});

test('the tasks of a Slurm job look for the same source of data', () => {
  const options = { plan: 'quick', planName: 'quick', results: '/r', tasks: 2, arrayLimit: null, partition: null };
  const limits = { gpus: 0, cpus: 1, memory: null, time: null, grace: 60 };
  expect(jobScript({ ...options, ...limits, source: 'best' })).toContain("'sweep' 'quick' '--source' 'best'");
  expect(jobScript({ ...options, ...limits })).not.toContain('--source');
});

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RunStore } from '../../src/store/store';
import { drivingFolder, newFolder, put } from '../support/dataFolders';

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

import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readEvidence, tableRuns } from '../../src/report/evidence';
import { fakeRun } from '../support/fakeRuns';
import { newStore } from '../support/runs';

const PN = { benchmark: 'PN', method: 'rlel' } as const;

test('studies are one data source and profile each, the largest first', () => {
  const store = newStore();
  fakeRun(store, { ...PN, seed: 1, error: 2, source: 'official' });
  fakeRun(store, { ...PN, seed: 1, error: 3 });
  fakeRun(store, { ...PN, seed: 2, error: 4 });
  fakeRun(store, { ...PN, seed: 1, error: 5, profile: 'standard' });
  const { studies, problems } = readEvidence(store);
  expect(problems).toEqual([]);
  expect(studies.map(({ source, profile, runs }) => [source, profile, runs.map(({ error }) => error).sort()])).toEqual([
    ['twin (synthetic)', 'quick', [3, 4]],
    ['official', 'quick', [2]],
    ['twin (synthetic)', 'standard', [5]],
  ]);
});

test('runs with settings of their own are ablations, not the table’s', () => {
  const store = newStore();
  fakeRun(store, { ...PN, seed: 1, error: 2 });
  fakeRun(store, { ...PN, seed: 1, error: 3, change: { settings: { beta: 1, theta: 5 } } });
  const [study] = readEvidence(store).studies;
  expect(tableRuns(study, 'PN', 'rlel').map(({ error }) => error)).toEqual([2]);
  const [ablation] = study.runs.filter(({ changes }) => changes.size > 0);
  expect([...ablation.changes]).toEqual([
    ['theta', 5],
    ['beta', 1],
  ]);
});

test('tables show one setting: today’s where it was run, else that of most runs; the others are ablations', () => {
  const older = { ...PN, usual: true, change: { settings: { beta: 1 } } };
  const store = newStore();
  fakeRun(store, { ...older, seed: 1, error: 3 });
  fakeRun(store, { ...older, seed: 2, error: 3 });
  fakeRun(store, { ...older, seed: 3, error: 4, change: { settings: { beta: 2 } } });
  const before = readEvidence(store).studies[0];
  expect(tableRuns(before, 'PN', 'rlel').map(({ error }) => error)).toEqual([3, 3]);
  fakeRun(store, { ...PN, seed: 1, error: 2 });
  const [study] = readEvidence(store).studies;
  expect(tableRuns(study, 'PN', 'rlel').map(({ error }) => error)).toEqual([2]);
  const ablations = study.runs.filter(({ changes }) => changes.size > 0);
  expect(ablations.map(({ changes }) => changes.get('beta')).sort()).toEqual([1, 1, 2]);
});

test('a grid over levels or ranges stays in the study: each run has its own label space, errors are in units', () => {
  const store = newStore();
  fakeRun(store, { ...PN, seed: 1, error: 2 });
  for (const levels of [26, 51]) {
    for (const seed of [1, 2]) fakeRun(store, { ...PN, seed, error: levels, change: { settings: { levels } } });
  }
  fakeRun(store, { ...PN, seed: 1, error: 5, change: { settings: { range: [-120, 120] } } });
  const { studies, problems } = readEvidence(store);
  expect(problems).toEqual([]);
  const found = studies[0].runs.map(({ error, changes }) => [error, Object.fromEntries(changes)] as const);
  expect(found.sort(([a], [b]) => a - b)).toEqual([
    [2, {}],
    [5, { range: [-120, 120] }],
    [26, { levels: 26 }],
    [26, { levels: 26 }],
    [51, { levels: 51 }],
    [51, { levels: 51 }],
  ]);
  expect(tableRuns(studies[0], 'PN', 'rlel').map(({ error }) => error)).toEqual([2]);
});

test('data in a range of their own: what more than half of the runs have is the usual one there', () => {
  const own = { ...PN, source: 'open', change: { settings: { range: [-25, 25], levels: 101 } } } as const;
  const store = newStore();
  for (const seed of [1, 2, 3]) fakeRun(store, { ...own, seed, error: 2 });
  fakeRun(store, { ...own, seed: 1, error: 3, change: { settings: { range: [-25, 25], levels: 51 } } });
  fakeRun(store, { ...own, seed: 1, error: 4, change: { settings: { range: [-25, 25], levels: 101, theta: 5 } } });
  const [study] = readEvidence(store).studies;
  expect(tableRuns(study, 'PN', 'rlel').map(({ error }) => error)).toEqual([2, 2, 2]);
  const others = study.runs.filter(({ changes }) => changes.size > 0);
  expect(Object.fromEntries(others.map(({ error, changes }) => [error, [...changes.keys()].sort()]))).toEqual({
    3: ['levels'],
    4: ['theta'],
  });
  const even = newStore();
  for (const levels of [26, 51]) fakeRun(even, { ...PN, seed: 1, error: 2, change: { settings: { levels } } });
  expect(tableRuns(readEvidence(even).studies[0], 'PN', 'rlel')).toEqual([]);
});

test('what is missing, failed, damaged or of other data is named and left out', () => {
  const store = newStore();
  const [good, cut, changed, open, failed] = [1, 2, 3, 4, 5].map((seed) => fakeRun(store, { ...PN, seed, error: 2 }));
  fakeRun(store, { ...PN, seed: 7, error: 2 });
  const other = fakeRun(store, { ...PN, seed: 6, error: 2, fingerprint: 'other' });
  truncateSync(path.join(store.folder(cut), 'predictions.csv'), 90);
  writeFileSync(path.join(store.folder(changed), 'encoding.safetensors'), 'x');
  for (const id of [open, failed]) rmSync(path.join(store.folder(id), 'result.json'));
  store.writeJson(failed, 'failure.json', { message: 'the loss is NaN', attempts: 1 });
  const { studies, problems } = readEvidence(store);
  expect(studies[0].runs.map(({ result }) => result.run)).toContain(good);
  expect(studies[0].runs).toHaveLength(2);
  const told = problems.join('\n');
  expect(told).toMatch(new RegExp(`${cut}: left out`));
  expect(told).toMatch(new RegExp(`${changed}: left out, its files do not agree`));
  expect(told).toContain(`${open}: not done`);
  expect(told).toContain(`${failed}: failed (the loss is NaN)`);
  expect(told).toMatch(new RegExp(`${other}: left out, PN was run with 2 data sets`));
});

test('a prediction that is not a number is named with its row', () => {
  const store = newStore();
  const id = fakeRun(store, { ...PN, seed: 1, error: Number.NaN });
  const { studies, problems } = readEvidence(store);
  expect(studies).toEqual([]);
  expect(problems).toEqual([expect.stringMatching(new RegExp(`${id}: left out, cannot be read .*row 2`))]);
});

test('errors are those of the predictions: a result that says otherwise is left out', () => {
  const store = newStore();
  const id = fakeRun(store, { ...PN, seed: 1, error: 2 });
  const result = store.result(id);
  store.writeJson(id, 'result.json', { ...result, metrics: { ...result?.metrics, test: { error: 1, count: 16 } } });
  expect(readEvidence(store).problems[0]).toContain('MAE is 2 by the predictions, 1 in result.json');
});

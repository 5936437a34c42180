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

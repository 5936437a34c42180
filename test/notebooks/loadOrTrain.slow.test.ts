import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { drivingTwin } from '../../src/datasets/twins/drivingTwin';
import { writeTwinFolder } from '../../src/datasets/twins/folder';
import { loadOrTrain, loadOrTrainAll, type NotebookRequest } from '../../src/notebook/loadOrTrain';
import { loadStudy } from '../../src/notebook/loadStudy';
import { predictionTiles, sampleTiles } from '../../src/notebook/sampleTiles';
import type { Evidence } from '../../src/report/evidence';
import { predictedAgainstTrue } from '../../src/report/figures/predictedAgainstTrue';
import { trainingCurves } from '../../src/report/figures/trainingCurves';
import { Interrupted } from '../../src/training/loop';
import { fakeKernel } from './fakeKernel';

const shown = fakeKernel();
const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'rlel-notebook-'));
const request = (method: string, epochs = 1): NotebookRequest => ({
  benchmark: 'PN',
  method,
  settings: { levels: 26, epochs, milestones: [], batchSize: 16 },
});
let data: string;

beforeAll(async () => {
  process.env.RLEL_DATA = newFolder();
  data = newFolder();
  await writeTwinFolder(drivingTwin, data, { train: 48, test: 12, scenes: 'wild', seed: 1 }, () => {});
});
afterEach(() => {
  delete process.env.RLEL_PROFILE;
});

const last = () => shown[shown.length - 1].data['text/plain'];

test('a run is trained once, with a bar, and then comes from the store', async () => {
  const results = newFolder();
  const trained = await loadOrTrain(request('rlel'), { results, data });
  expect(last()).toMatch(/^the run trained now, in \d+ s$/);
  expect(new Set(shown.map(({ id }) => id)).size).toBe(1);

  const study = await loadOrTrainAll([request('rlel'), request('direct')], { results, data });
  expect(last()).toMatch(/^1 of 2 runs from the store; 1 of 2 runs trained now, in \d+ s$/);
  expect(study.runs.map(({ config }) => config.method)).toEqual(['rlel', 'direct']);
  const whole = (run: Evidence) => ({ ...run, samples: run.samples() });
  expect(whole(study.runs[0])).toEqual(whole(trained));
  expect(study.profile).toBe('quick');

  expect(predictedAgainstTrue(study.runs).rows).toHaveLength(2 * trained.samples().length);
  const tiles = await predictionTiles(trained, { count: 3, data });
  const errorOf = (caption: string): number => {
    const [truth, prediction] = caption.split(' → ').map(Number);
    return Math.abs(truth - prediction);
  };
  const errors = tiles.map(({ caption }) => errorOf(caption));
  expect(errors[2]).toBeGreaterThan(errors[0]);
  expect(await sampleTiles('PN', { count: 5, data })).toHaveLength(5);
});

test('a run of other code is said so; fresh trains it again and sets the old one aside', async () => {
  const results = newFolder();
  const asked = request('direct');
  const { folder, result } = await loadOrTrain(asked, { results, data });
  const file = path.join(folder, 'result.json');
  writeFileSync(file, JSON.stringify({ ...result, commit: 'f'.repeat(40) }));
  await loadOrTrain(asked, { results, data });
  expect(last()).toMatch(/^the run from the store\. The run was made by commit fffffff; this is commit .*fresh: true/);
  loadStudy({ results });
  expect(last()).toMatch(/- The run was made by commit fffffff; .*npx rlel reproduce --fresh/s);
  const again = await loadOrTrain({ ...asked, fresh: true }, { results, data });
  expect(last()).toMatch(/^the run trained now, in \d+ s$/);
  expect(again.result.commit).toBe(result.commit);
  expect(readdirSync(path.join(results, 'set-aside'))).toEqual([result.run]);
});

test('an interrupt saves the training, and the same cell goes on with it', async () => {
  const results = newFolder();
  const others = process.listeners('SIGINT');
  const training = loadOrTrain(request('rlel', 40), { results, data });
  const stopped = expect(training).rejects.toThrow(Interrupted);
  while (!shown.some((one) => /epoch [2-9]/.test(String(one.data['text/plain'])))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const listener of process.listeners('SIGINT')) if (!others.includes(listener)) listener('SIGINT');
  const again = loadOrTrain(request('rlel', 40), { results, data }); // before the first is saved
  await stopped;
  expect((await again).result.candidates[0].selectedEpoch).toBe(39);
});

test('what is wrong is said: no data, no store, a damaged run, an unknown profile', async () => {
  const results = newFolder();
  await expect(loadOrTrain(request('rlel'), { results, data: '/no/data' })).rejects.toThrow('/no/data: not a folder');
  await expect(sampleTiles('PN', { data: '/no/data' })).rejects.toThrow('/no/data: not a folder');
  expect(() => loadStudy({ results })).toThrow(/No finished runs in .*"make reproduce" makes them/);
  const file = path.join(results, 'file');
  writeFileSync(file, '');
  expect(() => loadStudy({ results: file })).toThrow(`${file}: not a folder. Give another results folder`);
  await expect(loadOrTrain(request('rlel'), { results: file, data })).rejects.toThrow(`${file}: not a folder`);

  const { folder } = await loadOrTrain(request('direct'), { results, data });
  appendFileSync(path.join(folder, 'predictions.csv'), '\n');
  await expect(loadOrTrain(request('direct'), { results, data })).rejects.toThrow(
    /predictions\.csv is not the file.*\n.*rlel runs verify/,
  );
  rmSync(path.join(folder, 'predictions.csv'));
  await expect(loadOrTrain(request('direct'), { results, data })).rejects.toThrow('predictions.csv is missing');

  process.env.RLEL_PROFILE = 'fast';
  await expect(loadOrTrain(request('direct'), { results, data })).rejects.toThrow(
    /RLEL_PROFILE is "fast": expected one of quick/,
  );
});

test('a study of half a store says what is missing, and that a run is not done', async () => {
  const results = newFolder();
  await loadOrTrain(request('direct'), { results, data });
  mkdirSync(path.join(results, 'runs', '0123456789abcdef'));
  const study = loadStudy({ results });
  expect(study.runs).toHaveLength(1);
  expect(last()).toMatch(/Not in the store.*LFH1, LFH2.*make reproduce.*0123456789abcdef: not done/s);
  expect(trainingCurves(study)).toContain('needs runs');
  process.env.RLEL_PROFILE = 'paper';
  expect(() => loadStudy({ results })).toThrow(/no runs in the profile paper, but in quick/);
});

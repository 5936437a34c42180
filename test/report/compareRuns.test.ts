import { expect, test } from 'vitest';
import { compareRuns } from '../../src/report/compareRuns';
import { fakeRun } from '../support/fakeRuns';
import { newStore } from '../support/runs';

test('settings that differ, and the paired difference of errors over test samples', () => {
  const store = newStore();
  const run = { benchmark: 'PN', seed: 1 };
  const lel = fakeRun(store, { ...run, method: 'lel', error: 4 });
  const rlel = fakeRun(store, { ...run, method: 'rlel', error: 3, change: { settings: { alpha: 0.5 } } });
  const { runs, settings, sameImages } = compareRuns(store, [lel, rlel]);
  expect(settings.method).toEqual(['lel', 'rlel']);
  expect(settings.alpha).toEqual(['', '0.5']);
  expect(settings).not.toHaveProperty('seed');
  expect(sameImages).toBe(true);
  expect(runs[0].difference).toBeNull();
  expect(runs[1].difference).toEqual({ estimate: -1, low: -1, high: -1 });
  expect(runs[1].curve).toEqual([6, 3]);
});

test('runs that were tested on other images are not paired; damaged ones are named', () => {
  const store = newStore();
  const images = Array.from({ length: 20 }, (_, i) => `other${i}.jpg`);
  const first = fakeRun(store, { benchmark: 'PN', method: 'lel', seed: 1, error: 4 });
  const second = fakeRun(store, { benchmark: 'PN', method: 'lel', seed: 2, error: 3, images });
  const { runs, sameImages } = compareRuns(store, [first, second]);
  expect([runs[1].difference, sameImages]).toEqual([null, false]);
  store.writeCsv(second, 'history.csv', []);
  expect(() => compareRuns(store, [first, second])).toThrow(`${second}: history.csv is not the file`);
});

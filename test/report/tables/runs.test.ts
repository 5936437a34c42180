import { expect, test } from 'vitest';
import { resolveSettings } from '../../../src/benchmarks/request';
import { ablationTable } from '../../../src/report/tables/ablations';
import { costTable } from '../../../src/report/tables/cost';
import { encodingTable } from '../../../src/report/tables/encodings';
import { formTable } from '../../../src/report/tables/form';
import { seeds, shownCells, studyOf } from '../../support/studies';

const RLEL = { benchmark: 'PN', method: 'rlel' } as const;
const SA = { benchmark: 'PN', method: 'sa' } as const;

test('cost: trainings, parameters, and the time of runs with the profile’s settings', () => {
  const study = studyOf([
    { ...RLEL, seed: 1, error: 4, seconds: 10, parameters: 1234 },
    { ...RLEL, seed: 2, error: 4, seconds: 14, parameters: 1234 },
    { ...RLEL, seed: 1, error: 4, seconds: 999, change: { settings: { epochs: 100 } } },
    { benchmark: 'PN', method: 'bel', seed: 1, error: 4, seconds: 30, trainings: 2 },
  ]);
  expect(shownCells(costTable(study)).sort()).toEqual([
    ['PN', 'BEL', '2', '100', '30.0'],
    ['PN', 'RLEL', '1', '1234', '12.0 ± 2.8'],
  ]);
});

test('encodings: properties of the measured encoder, over seeds', () => {
  const code = (rows: readonly (readonly number[])[]) => ({
    levels: rows.length,
    width: rows[0].length,
    values: rows.flat(),
  });
  const thermometer = code([
    [0, 0, 0],
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
  ]);
  const zigzag = code([
    [0, 0, 0],
    [1, 1, 1],
    [0, 0, 1],
    [1, 1, 0],
  ]);
  const study = studyOf([
    { ...RLEL, seed: 1, error: 4, encoder: thermometer },
    { ...RLEL, seed: 2, error: 4, encoder: thermometer },
    { ...SA, seed: 1, error: 4, encoder: zigzag },
  ]);
  const rows = shownCells(encodingTable(study));
  expect(rows.find(([, method]) => method === 'RLEL')).toEqual([
    ...['PN', 'RLEL', '3 ± 0', '1.00 ± 0.00', '100 ± 0', '1.00 ± 0.00', '1.0 ± 0.0', '0.0 ± 0.0'],
  ]);
  // transitions 3, 3 and 2; distances 3, 2, 3 (one level apart), 1, 1 (two), 2 (three): slope 18/20, three of six pairs nearer
  expect(rows.find(([, method]) => method === 'SA')).toEqual(['PN', 'SA', '3', '0.90', '50', '2.67', '1.0', '0.0']);
});

test('forms of the loss: pairs of a seed, of equal weights', () => {
  const form = (form: string, options: object, effectiveBeta: number, errors: number[]) =>
    seeds({ ...RLEL, change: { settings: { form, ...options } }, effectiveBeta }, errors);
  const study = studyOf([
    ...form('paper', { alpha: 1, beta: 0.5 }, 0.5, [4, 4.5]),
    ...form('published-code', { alpha: 1, beta: 16 }, 0.5, [5, 5.2, 7]),
    ...form('published-code', { alpha: 1, beta: 32 }, 1, [9]),
    ...form('paper', { alpha: 0, beta: 0.5 }, 0.5, [6]),
    ...form('published-code', { alpha: 0, beta: 16 }, 0.5, [5]),
    ...form('paper', { alpha: 1, beta: 0 }, 0, [3]),
    ...form('published-code', { alpha: 1, beta: 0 }, 0, [4]),
  ]);
  const table = formTable(study);
  expect(table && shownCells(table)).toEqual([
    ['form of R1', 'PN', 'paper', '6.00', 'published-code', '5.00', '−1.000'],
    ['form of R1 and R2', 'PN', 'paper', '4.25 ± 0.35', 'published-code', '5.73 ± 1.10', '0.850 ± 0.212'],
    ['form of R2', 'PN', 'paper', '3.00', 'published-code', '4.00', '1.000'],
  ]);
  expect(formTable(studyOf(seeds(RLEL, [5])))).toBeNull();
});

test('kept epochs: pairs of a seed', () => {
  const study = studyOf([
    ...seeds(RLEL, [5, 5.2]),
    ...seeds({ ...RLEL, change: { settings: { selection: 'best-test' } } }, [4, 4.5]),
  ]);
  const table = formTable(study);
  expect(table && shownCells(table)).toEqual([
    ['epoch that is kept', 'PN', 'last', '5.10 ± 0.14', 'best-test', '4.25 ± 0.35', '−0.850 ± 0.212'],
  ]);
});

test('ablations: what differs, and what the profile has; in the order of benchmarks and values', () => {
  const study = studyOf([
    ...seeds(RLEL, [4, 6]),
    ...seeds({ ...RLEL, change: { settings: { beta: 1, theta: 12 } } }, [3]),
    ...seeds({ ...RLEL, change: { settings: { beta: 1, theta: 5 } } }, [2]),
    ...seeds({ ...RLEL, change: { settings: { levels: 26 } } }, [7, 8]),
    ...seeds({ benchmark: 'AE1', method: 'rlel', change: { settings: { theta: 5 } } }, [3]),
  ]);
  const { labels, network, options } = resolveSettings({ ...RLEL, profile: 'quick', seed: 1 });
  const pair = (theta: number): string => `theta ${theta} (${network.theta}), beta 1 (${options.beta})`;
  const table = ablationTable(study);
  expect(table && shownCells(table)).toEqual([
    ['AE1', 'RLEL', 'theta 5', '1', '3.00', '–', '–'],
    ['PN', 'RLEL', `levels 26 (${labels[0].levels})`, '2', '7.50 ± 0.71', '5.00 ± 1.41', '52.8'],
    ['PN', 'RLEL', pair(5), '1', '2.00', '5.00 ± 1.41', '−50.0'],
    ['PN', 'RLEL', pair(12), '1', '3.00', '5.00 ± 1.41', '−25.0'],
  ]);
  expect(ablationTable(studyOf(seeds(RLEL, [4])))).toBeNull();
});

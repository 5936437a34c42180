import { expect, test } from 'vitest';
import { observationsOf } from '../../src/statistics/observations';

const effects = (cluster: string, ...values: number[]) => ({
  cluster,
  bySeed: new Map(values.map((value, i) => [i + 1, value])),
});

test('over clusters: the mean of each, of its benchmarks’ means', () => {
  expect(observationsOf([effects('A', 1, 3), effects('A', 6), effects('B', 5, 7)])).toEqual({
    unit: 'benchmarks',
    values: [4, 6],
  });
});

test('of one cluster: its seeds, of all its benchmarks, and not its benchmarks, which share their images', () => {
  expect(observationsOf([effects('A', 1, 3, 8)])).toEqual({ unit: 'seeds', values: [1, 3, 8] });
  expect(observationsOf([effects('A', 1, 3, 8), effects('A', 2, 5)])).toEqual({ unit: 'seeds', values: [1.5, 4] });
  expect(observationsOf([])).toEqual({ unit: 'seeds', values: [] });
});

import { expect, test } from 'vitest';
import { quantile, ratioOf, spread } from '../../bench/statistics';

test('quantiles are linear between neighbours, whatever the order', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([4, 1, 3, 2], 0)).toBe(1);
  expect(quantile([4, 1, 3, 2], 1)).toBe(4);
  expect(spread([5, 1, 2, 4, 3])).toEqual({ median: 3, low: 2, high: 4 });
  expect(spread([7])).toEqual({ median: 7, low: 7, high: 7 });
  expect(() => quantile([], 0.5)).toThrow('No values');
});

test('a ratio is that of the medians in each round, so that a slow spell cancels', () => {
  const ours = [
    [1, 1, 9],
    [10, 10, 10],
    [1, 1, 1],
  ];
  const theirs = [
    [2, 2, 2],
    [20, 20, 90],
    [4, 4, 4],
  ];
  expect(ratioOf(ours, theirs)).toEqual({ median: 0.5, low: 0.375, high: 0.5 });
});

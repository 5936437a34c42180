import { expect, test } from 'vitest';
import { Random } from '../../src/random/random';
import { bcaInterval } from '../../src/statistics/bca';
import { cohensD } from '../../src/statistics/effectSize';
import { holm } from '../../src/statistics/holm';
import { needed } from '../../src/statistics/needed';
import { pairedT } from '../../src/statistics/pairedT';
import { quantile } from '../../src/statistics/quantile';
import { averageRanks } from '../../src/statistics/ranks';

// Reference figures: SciPy 1.17.1 (scipy.stats) and statsmodels, called with the same numbers.

const DIFFERENCES = [0.3, -0.1, 0.45, 0.2, 0.05];

test('paired t (scipy.stats.ttest_1samp)', () => {
  const { t, p, low, high, df } = pairedT(DIFFERENCES);
  expect(df).toBe(4);
  expect(t).toBeCloseTo(1.88175014456154, 9);
  expect(p).toBeCloseTo(0.13301194756747767, 7);
  expect([low, high]).toEqual([expect.closeTo(-0.08558261221871735, 6), expect.closeTo(0.4455826122187174, 6)]);
});

test('differences without spread decide by their size', () => {
  expect(pairedT([0, 0, 0])).toMatchObject({ p: 1, low: 0, high: 0 });
  expect(pairedT([1, 1, 1])).toMatchObject({ p: 0, low: 1, high: 1 });
  expect(() => pairedT([1])).toThrow('at least two');
});

test('Holm (statsmodels multipletests)', () => {
  const expected = [0.04, 0.09, 0.09, 0.025, 0.2];
  holm([0.01, 0.04, 0.03, 0.005, 0.2]).forEach((p, i) => expect(p).toBeCloseTo(expected[i], 12));
  expect(holm([])).toEqual([]);
});

test('BCa (scipy.stats.bootstrap, 2 · 10⁶ resamples): within what 10⁵ resamples vary', () => {
  const values = [-0.3, 0.12, 0.05, 0.4, 0.33, -0.08, 0.21, 0.9];
  const options = { random: Random.from(1, 'test'), resamples: 100_000, confidence: 0.95 };
  const { estimate, low, high } = bcaInterval(values, options);
  expect(estimate).toBeCloseTo(0.20375, 12);
  expect([low, high]).toEqual([expect.closeTo(0.0075, 2), expect.closeTo(0.48375, 2)]);
  // the percentile interval is another: it is skewed, as the values are
  expect(high - estimate).toBeGreaterThan(1.3 * (estimate - low));
});

test('BCa of values without spread is their value, and the same stream gives the same interval', () => {
  const options = () => ({ random: Random.from(1, 'test'), resamples: 100, confidence: 0.95 });
  expect(bcaInterval([2, 2, 2], options())).toEqual({ estimate: 2, low: 2, high: 2 });
  expect(bcaInterval([1, 2, 4], options())).toEqual(bcaInterval([1, 2, 4], options()));
});

test('observations that are needed (statsmodels TTestPower, rounded up)', () => {
  const seedsNeeded = (wanted: { difference: number; std: number }) => needed({ ...wanted, power: 0.8, alpha: 0.05 });
  expect(seedsNeeded({ difference: 0.5, std: 1 })).toBe(34);
  expect(seedsNeeded({ difference: -1, std: 1 })).toBe(10);
  expect(seedsNeeded({ difference: 0.2, std: 1 })).toBe(199);
  expect(seedsNeeded({ difference: 0, std: 1 })).toBe(Number.POSITIVE_INFINITY);
  expect(seedsNeeded({ difference: 1, std: 0 })).toBe(2);
});

test('effect sizes and ranks by hand', () => {
  expect(cohensD([1, 2, 3])).toBe(2);
  expect(averageRanks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
});

test('quantiles lie between order statistics (numpy.quantile)', () => {
  expect(quantile([1, 2, 4, 8, 16], 0.1)).toBeCloseTo(1.4, 12);
  expect(quantile([1, 2, 4, 8, 16], 0.975)).toBeCloseTo(15.2, 12);
});

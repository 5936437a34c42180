import { expect, test } from 'vitest';
import { tukey } from '../../src/statistics/distributions';
import { cohensD } from '../../src/statistics/effectSize';
import { equivalence } from '../../src/statistics/equivalence';
import { friedman, nemenyiCriticalDifference } from '../../src/statistics/friedman';
import { holm } from '../../src/statistics/holm';
import { pairedT, wilcoxonSignedRank } from '../../src/statistics/pairedComparison';
import { averageRanks } from '../../src/statistics/ranks';
import { seedsNeeded } from '../../src/statistics/seedsNeeded';

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

test('signed ranks (scipy.stats.wilcoxon): exact, and with ties by the normal approximation', () => {
  expect(wilcoxonSignedRank(DIFFERENCES).p).toBeCloseTo(0.1875, 12);
  expect(wilcoxonSignedRank([1.2, -0.4, 2.5, 0.9, -1.6, 3.1, 0.7, 1.9])).toEqual({
    statistic: 30,
    p: expect.closeTo(0.109375, 12),
  });
  expect(wilcoxonSignedRank([1, 2, 2, -1, 3, -2, 4, 5, 1])).toEqual({
    statistic: 38,
    p: expect.closeTo(0.06441379032463135, 7),
  });
  expect(wilcoxonSignedRank([0, 0])).toEqual({ statistic: 0, p: 1 });
});

test('Friedman with ties (scipy.stats.friedmanchisquare), Iman and Davenport (scipy.stats.f)', () => {
  const errors = [
    [1.1, 1.3, 0.9, 1.3],
    [2.0, 2.4, 1.9, 2.5],
    [0.5, 0.6, 0.6, 0.7],
    [3.3, 3.1, 3.0, 3.6],
    [1.0, 1.2, 0.8, 1.1],
  ];
  const { meanRanks, chiSquare, p, f, fP } = friedman(errors);
  expect(meanRanks).toEqual([2, 3, 1.3, 3.7]);
  expect(chiSquare).toBeCloseTo(10.5625, 9);
  expect(p).toBeCloseTo(0.014342862457230003, 9);
  expect(f).toBeCloseTo(9.521126760563385, 9);
  expect(fP).toBeCloseTo(0.0016978733775143465, 9);
});

test('studentized range (scipy.stats.studentized_range.ppf), and the critical difference from it', () => {
  for (const [groups, q] of [
    [2, 2.771807648699355],
    [5, 3.857655510378623],
    [7, 4.169554155006547],
    [10, 4.474124221725907],
  ]) {
    expect(tukey.inv(0.95, groups, Number.POSITIVE_INFINITY)).toBeCloseTo(q, 4);
  }
  expect(nemenyiCriticalDifference(7, 11)).toBeCloseTo((4.169554155 / Math.SQRT2) * Math.sqrt(56 / 66), 4);
});

test('Holm (statsmodels multipletests)', () => {
  const expected = [0.04, 0.09, 0.09, 0.025, 0.2];
  holm([0.01, 0.04, 0.03, 0.005, 0.2]).forEach((p, i) => expect(p).toBeCloseTo(expected[i], 12));
  expect(holm([])).toEqual([]);
});

test('equivalence (two calls of scipy.stats.t)', () => {
  const { p, low, high, equivalent } = equivalence(DIFFERENCES, 0.5);
  expect(p).toBeCloseTo(0.01434652018642013, 7);
  expect([low, high]).toEqual([expect.closeTo(-0.0239231524162893, 6), expect.closeTo(0.3839231524162891, 6)]);
  expect(equivalent).toBe(true);
  expect(equivalence(DIFFERENCES, 0.2).equivalent).toBe(false);
});

test('seeds that are needed (statsmodels TTestPower, rounded up)', () => {
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

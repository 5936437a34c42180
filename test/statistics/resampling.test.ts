import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../src/random/random';
import { quantile, stratifiedBootstrap } from '../../src/statistics/bootstrap';
import { interquartileMean } from '../../src/statistics/interquartileMean';
import { mean } from '../../src/statistics/moments';
import { probabilityOfImprovement } from '../../src/statistics/probabilityOfImprovement';

const stream = (seed = 1) => ({ random: Random.from(seed, 'test') });
const overall = (strata: readonly (readonly number[])[]) => mean(strata.map(mean));
const STRATA = [
  [1, 2, 4],
  [10, 11, 13],
];

test('the same stream gives the same interval, another one another', () => {
  const interval = stratifiedBootstrap(STRATA, overall, stream());
  expect(stratifiedBootstrap(STRATA, overall, stream())).toEqual(interval);
  expect(stratifiedBootstrap(STRATA, overall, stream(2))).not.toEqual(interval);
  expect(interval.low).toBeLessThan(interval.estimate);
  expect(interval.high).toBeGreaterThan(interval.estimate);
});

test('each stratum is resampled from its own items, to its own size', () => {
  stratifiedBootstrap(
    STRATA,
    (resample) => {
      resample.forEach((stratum, i) => {
        expect(stratum).toHaveLength(3);
        expect(stratum.every((value) => STRATA[i].includes(value))).toBe(true);
      });
      return 0;
    },
    { ...stream(), resamples: 50 },
  );
});

test('the interval is about as wide as theory says', () => {
  const random = Random.from(3, 'sample');
  const sample = Array.from({ length: 200 }, () => random.normal());
  const { low, high } = stratifiedBootstrap([sample], ([own]) => mean(own), stream());
  expect(high - low).toBeGreaterThan(0.8 * ((2 * 1.96) / Math.sqrt(200)));
  expect(high - low).toBeLessThan(1.2 * ((2 * 1.96) / Math.sqrt(200)));
});

test('nothing to resample is said so', () => {
  expect(() => stratifiedBootstrap([], overall, stream())).toThrow('at least one');
  expect(() => stratifiedBootstrap([[]], overall, stream())).toThrow('none of them empty');
});

test('quantiles lie between order statistics (numpy.quantile)', () => {
  expect(quantile([1, 2, 4, 8, 16], 0.1)).toBeCloseTo(1.4, 12);
  expect(quantile([1, 2, 4, 8, 16], 0.975)).toBeCloseTo(15.2, 12);
});

test('interquartile mean (scipy.stats.trim_mean with 0.25): one wild value changes nothing', () => {
  expect(interquartileMean([5, 1, 9, 3, 7, 2, 8, 4, 6, 100])).toBe(5.5);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4 }), (values) => {
      const [least, most] = [Math.min(...values), Math.max(...values)];
      expect(interquartileMean(values)).toBeGreaterThanOrEqual(least);
      expect(interquartileMean(values)).toBeLessThanOrEqual(most);
    }),
  );
});

test('probability of improvement: all, none, even', () => {
  expect(probabilityOfImprovement([[1, 2]], [[3, 4]], stream())).toEqual({ estimate: 1, low: 1, high: 1 });
  expect(probabilityOfImprovement([[3, 4]], [[1, 2]], stream()).estimate).toBe(0);
  expect(probabilityOfImprovement([[1, 2], [5]], [[1, 2], [5]], stream()).estimate).toBe(0.5);
});

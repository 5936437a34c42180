import { describe, expect, test } from 'vitest';
import { Random } from '../../src/random/random';
import { blockVariance } from '../../src/statistics/blockBootstrap';
import { mean } from '../../src/statistics/moments';
import { pairedT } from '../../src/statistics/pairedT';

const options = (seed: number) => ({ random: Random.from(seed, 'test'), resamples: 2_000 });
const draws = (count: number, of: (random: Random) => number) => {
  const random = Random.from(7, 'draws');
  return Array.from({ length: count }, () => of(random));
};

describe('variance of a log-ratio of mean errors over other samples', () => {
  const theirs = draws(400, (random) => random.uniform(0.5, 1.5));
  const mine = draws(400, (random) => random.uniform(0.2, 1.4));

  test('independent samples: as the delta method has it', () => {
    const [a, b] = [mean(mine), mean(theirs)];
    const expected = mean(mine.map((error, i) => (error / a - theirs[i] / b) ** 2)) / mine.length;
    const { variance, df } = blockVariance(mine, theirs, [...mine.keys()], options(1)) ?? { variance: 0, df: 0 };
    expect(variance / expected).toBeGreaterThan(0.9);
    expect(variance / expected).toBeLessThan(1.1);
    expect(df).toBe(399);
  });

  test('samples that are there four times: four times the variance, by their blocks', () => {
    const four = (values: readonly number[]) => values.flatMap((value) => [value, value, value, value]);
    const once = blockVariance(mine, theirs, [...mine.keys()], options(2))?.variance ?? 0;
    const blocks = four([...mine.keys()]);
    const byBlock = blockVariance(four(mine), four(theirs), blocks, options(2));
    expect(byBlock?.variance).toBeCloseTo(once, 10);
    const apart = blockVariance(four(mine), four(theirs), [...blocks.keys()], options(2))?.variance ?? 0;
    expect(once / apart).toBeGreaterThan(3.5);
    expect(once / apart).toBeLessThan(4.5);
  });

  test('one block says nothing; lists must fit', () => {
    expect(blockVariance([1, 2], [1, 2], ['a', 'a'], options(3))).toBeNull();
    expect(() => blockVariance([1, 2], [1], ['a', 'b'], options(3))).toThrow('expected one of each a sample');
  });
});

test('t with a shared variance: wider, with Satterthwaite’s degrees of freedom', () => {
  const differences = [0.1, 0.2, 0.3, 0.2, 0.2];
  const alone = pairedT(differences);
  const shared = pairedT(differences, 0.95, { variance: 0.001, df: 9 });
  // s²/n = 0.005/5 = 0.001: (0.002)² / (0.001²/4 + 0.001²/9)
  expect(shared.df).toBeCloseTo(4 / (1 / 4 + 1 / 9), 10);
  expect(shared.t).toBeCloseTo(alone.t / Math.SQRT2, 10);
  expect(shared.high - shared.low).toBeGreaterThan(alone.high - alone.low);
  expect(pairedT(differences, 0.95, { variance: 0, df: 9 })).toEqual(alone);
});

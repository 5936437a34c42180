import { expect, test } from 'vitest';
import { checkedSettings } from '../../src/settings/setting';
import { TRAINING } from '../../src/training/config';
import { learningRate } from '../../src/training/schedule';
import { epochsOn } from '../../src/training/steps';

const rates = (settings: object) => {
  const config = checkedSettings(TRAINING, { learningRate: 2, epochs: 2, ...settings });
  return [0, 1].flatMap((epoch) =>
    [0, 1, 2, 3, 4].map((step) => learningRate(config, { epoch, step, steps: 5 }, 'weight')),
  );
};

test('warm-up, then half a cosine to 0, or its square', () => {
  const wanted = [1, 2, 2, 1.9239, 1.7071, 1.3827, 1, 0.6173, 0.2929, 0.0761];
  rates({ warmup: 0.2, decay: 'cosine' }).forEach((rate, i) => {
    expect(rate).toBeCloseTo(wanted[i], 4);
  });
  rates({ warmup: 0.2, decay: 'cosine-squared' }).forEach((rate, i) => {
    expect(rate).toBeCloseTo(i === 0 ? 1 : 2 * (wanted[i] / 2) ** 2, 3);
  });
});

test('by milestones alone', () => {
  expect(rates({ milestones: [1] })).toEqual([2, 2, 2, 2, 2, 0.2, 0.2, 0.2, 0.2, 0.2]);
});

test('groups have multiples of the rate', () => {
  const config = checkedSettings(TRAINING, {
    learningRate: 2,
    biasMultiplier: 3,
    headMultiplier: 4,
    decodingMultiplier: 5,
  });
  const rate = (group: Parameters<typeof learningRate>[2]) =>
    learningRate(config, { epoch: 0, step: 0, steps: 1 }, group);
  expect(['weight', 'stem', 'bias', 'head', 'decoding'].map((group) => rate(group as 'weight'))).toEqual([
    2, 2, 6, 8, 10,
  ]);
});

test('on few samples, epochs are added until the least number of steps is done', () => {
  const config = { epochs: 4, leastSteps: 750, batchSize: 32 };
  expect(epochsOn(6_080, config)).toBe(4); // 190 steps each
  expect(epochsOn(1_087, config)).toBe(23); // of 34 steps each; 22 have 748
  expect(epochsOn(1_087, { ...config, leastSteps: 0 })).toBe(4);
});

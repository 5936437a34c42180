import { expect, test } from 'vitest';
import { learnedIn } from '../../src/runs/learned';

const history = (...errors: number[]) =>
  errors.map((validationError, epoch) => ({ epoch, loss: 1, learningRate: 1, validationError, testError: null }));

test('an error of at most half of the constant predictor’s, and a validation error that has settled', () => {
  const settled = history(20, 10, 6, 5, 4.9);
  expect(learnedIn('PN', { error: 5, constant: 10 }, settled)).toEqual({
    share: 0.5,
    plateau: expect.closeTo(0.02, 6), // from the fourth epoch of five
    learned: true,
  });
  expect(learnedIn('PN', { error: 5.1, constant: 10 }, settled).learned).toBe(false);
  expect(learnedIn('FLD1_s', { error: 6.5, constant: 10 }, settled).learned).toBe(true);
  expect(learnedIn('PN', { error: 5, constant: 10 }, history(20, 10, 6, 5, 4.7))).toMatchObject({
    plateau: expect.closeTo(0.06, 6),
    learned: false,
  });
});

test('between epochs the validation error is interpolated', () => {
  // of four epochs the last fifth begins a fifth of the way from the third to the fourth
  expect(learnedIn('PN', { error: 1, constant: 10 }, history(9, 8, 6, 5)).plateau).toBeCloseTo(0.8 / 5.8, 6);
});

test('of one epoch alone nothing is known', () => {
  expect(learnedIn('PN', { error: 1, constant: 10 }, history(1))).toEqual({ share: 0.1, plateau: 1, learned: false });
});

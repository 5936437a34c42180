import { expect, test } from 'vitest';
import { Random } from '../../src/random/random';

const draws = (random: Random, count: number) => Array.from({ length: count }, () => random.uint32());

test('the same seed and purpose give the same stream, others another', () => {
  const first = draws(Random.from(1, 'order', 2), 5);
  expect(draws(Random.from(1, 'order', 2), 5)).toEqual(first);
  const others = [
    Random.from(2, 'order', 2),
    Random.from(1, 'order', 3),
    Random.from(1, 'order'),
    Random.from(1, 'order', '2'),
  ];
  for (const other of others) expect(draws(other, 5)).not.toEqual(first);
});

test('streams stay what they are from version to version', () => {
  expect(draws(Random.from(1, 'step', 0, 0), 3)).toEqual([1224173298, 62528226, 36587743]);
});

test('a stream goes on from its state, in itself and in another', () => {
  const random = Random.from(3, 'state');
  draws(random, 7);
  const state = random.state();
  const next = draws(random, 4);
  expect(draws(Random.fromState(state), 4)).toEqual(next);
  const other = Random.from(4, 'state');
  other.continueFrom(state);
  expect(draws(other, 4)).toEqual(next);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});

test('a normal deviate leaves nothing behind that the state does not hold', () => {
  const random = Random.from(5, 'normal');
  random.normal();
  const again = Random.fromState(random.state());
  expect(again.normal()).toBe(random.normal());
});

test('reals and integers fill their range evenly', () => {
  const random = Random.from(6, 'range');
  const reals = Array.from({ length: 10_000 }, () => random.uniform(-2, 3));
  expect(Math.min(...reals)).toBeGreaterThanOrEqual(-2);
  expect(Math.max(...reals)).toBeLessThan(3);
  expect(reals.reduce((a, b) => a + b) / reals.length).toBeCloseTo(0.5, 1);
  const counts = [0, 0, 0];
  for (let i = 0; i < 9000; i++) counts[random.integer(3)] += 1;
  for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(200);
});

test('normal deviates have the mean and deviation that are asked for', () => {
  const random = Random.from(7, 'moments');
  const values = Array.from({ length: 20_000 }, () => random.normal(3, 2));
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(3, 1);
  expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  expect(values.filter((value) => Math.abs(value - 3) < 2).length / values.length).toBeCloseTo(0.683, 1);
});

test('shuffling permutes in place, and every order is as likely', () => {
  const random = Random.from(8, 'shuffle');
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle(Int32Array.of(0, 1, 2)).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

import { expect, test } from 'vitest';
import { uniformOf, weightOf } from '../../bench/formula';

test('the values are those of bench/peer/formula.py', () => {
  expect([...uniformOf('images', 3)]).toEqual([0.2521626353263855, 0.4935044050216675, 0.16413110494613647]);
  const weights = weightOf('layer1.0.conv1.weight', [64, 64, 1, 1]);
  [0.08430546522140503, 0.1381959468126297, 0.028906751424074173].forEach((value, i) =>
    expect(weights[i]).toBeCloseTo(value, 7),
  );
});

test('each kind of tensor has its range', () => {
  const range = (name: string, shape: number[]) => {
    const values = weightOf(name, shape);
    return [Math.min(...values), Math.max(...values)].map((value) => Number(value.toFixed(1)));
  };
  expect(range('output.decoding', [1, 40, 40])).toEqual([0, 1]);
  expect(range('bn1.weight', [2000])).toEqual([0.8, 1.2]);
  expect(range('bn1.running_var', [2000])).toEqual([0.8, 1.2]);
  expect(range('bn1.running_mean', [2000])).toEqual([-0.1, 0.1]);
  expect(range('output.code.weight', [20, 30, 6])).toEqual([-0.5, 0.5]); // the fan-in of a stack is its last axis
});

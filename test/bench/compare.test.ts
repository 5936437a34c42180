import { expect, test } from 'vitest';
import { requireSameWork } from '../../bench/compare';

test('sides that compute something else are refused', () => {
  expect(() => requireSameWork('resnet50', [10, 10], { kit: 100, published: 100.09 })).not.toThrow();
  expect(() => requireSameWork('resnet50', [10, 10], { kit: 100, published: 100.2 })).toThrow('same work');
  expect(() => requireSameWork('resnet50', [10, 10], { kit: Number.NaN, published: Number.NaN })).toThrow('same work');
  expect(() => requireSameWork('resnet50', [10, 11], { kit: 100, published: 100 })).toThrow('number of parameters');
});

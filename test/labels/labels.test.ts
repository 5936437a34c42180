import { describe, expect, test } from 'vitest';
import { LabelSpace } from '../../src/labels/labelSpace';
import { softTargets } from '../../src/labels/softTargets';

describe('label space', () => {
  const space = new LabelSpace([-100, 100], 101);

  test('values and levels, there and back; values outside have levels outside', () => {
    expect([space.step, space.offset]).toEqual([2, 100]);
    expect([-100, -1, 0, 100, 103].map((value) => space.toLevel(value))).toEqual([0, 49.5, 50, 100, 101.5]);
    expect([0, 49.5, 100, 101.5].map((level) => space.toValue(level))).toEqual([-100, -1, 100, 103]);
    expect([-100, 100, 100.001, Number.NaN].map((value) => space.contains(value))).toEqual([true, true, false, false]);
  });

  test('the nearest level: halves go to the even one, values outside to the ends', () => {
    expect([-99, -97, 1, 1.001, -250, 250].map((value) => space.quantize(value))).toEqual([0, 2, 50, 51, 0, 100]);
  });

  test('the published form: value + offset, a unit a level', () => {
    const years = LabelSpace.fromOffset(-16, 62);
    expect([years.range, years.step, years.toLevel(20), years.toValue(61)]).toEqual([[16, 77], 1, 4, 77]);
  });

  test.each([
    [[1, 1], 5, 'Label range 1,1'],
    [[2, 1], 5, 'the lower one first'],
    [[0, Number.POSITIVE_INFINITY], 5, 'two finite numbers'],
    [[0, 1], 1, 'Levels 1: expected an integer of at least 2'],
    [[0, 1], 2.5, 'Levels 2.5'],
  ] as const)('%j in %d levels is refused', (range, levels, message) => {
    expect(() => new LabelSpace(range, levels)).toThrow(message);
  });
});

describe('soft targets', () => {
  const rowOf = (label: number, levels: number) => Array.from(softTargets([label], levels).dataSync());

  test('softmax of −|j − y|, within the levels and outside', () => {
    for (const label of [0, 2, 1.25, -3, 9]) {
      const weights = [0, 1, 2, 3].map((j) => Math.exp(-Math.abs(j - label)));
      const sum = weights.reduce((a, b) => a + b);
      expect(rowOf(label, 4)).toEqual(weights.map((weight) => expect.closeTo(weight / sum, 6)));
    }
    // far outside, where the exponentials themselves are 0
    expect(rowOf(500, 2)).toEqual([expect.closeTo(1 / (1 + Math.E), 6), expect.closeTo(Math.E / (1 + Math.E), 6)]);
  });

  test('a row a label, in the labels’ shape', () => {
    const { shape } = softTargets([0, 1, 2], 5);
    expect(shape).toEqual([3, 5]);
  });
});

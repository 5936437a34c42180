import { expect, test } from 'vitest';
import { belCode } from '../../src/encodings/bel';
import { binarized } from '../../src/encodings/binarized';
import { encodingProperties } from '../../src/encodings/properties';
import { transitionsPerBit } from '../../src/encodings/transitionsPerBit';

const real = (family: 'U' | 'HAD', scale: number, offset: number) => {
  const { levels, width, values } = belCode(family, 16);
  return { levels, width, values: Float64Array.from(values, (bit) => scale * bit + offset) };
};

test('transitions a bit do not depend on scale or offset, and count a binary code’s transitions', () => {
  for (const family of ['U', 'HAD'] as const) {
    const code = belCode(family, 16);
    const expected = encodingProperties(code).bitTransitions / 15; // one bit of each never changes
    expect(transitionsPerBit(real(family, 1, 0))).toBeCloseTo(expected, 10);
    expect(transitionsPerBit(real(family, 7, -3))).toBeCloseTo(expected, 10);
  }
});

test('levels that were never seen are passed over', () => {
  const { levels, width, values } = real('U', 1, 0);
  values.fill(Number.NaN, 3 * width, 5 * width);
  expect(transitionsPerBit({ levels, width, values })).toBeCloseTo(1, 10);
  expect(binarized({ levels, width, values }).levels).toBe(14);
});

test('bits are split at the middle of their range', () => {
  const values = [0, 10, 0.4, 30, 1, 20]; // [3, 2]
  expect([...binarized({ levels: 3, width: 2, values }).values]).toEqual([0, 0, 0, 1, 1, 0]);
});

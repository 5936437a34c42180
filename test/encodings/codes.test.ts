import { describe, expect, test } from 'vitest';
import { annealedCode, codeEnergy } from '../../src/encodings/annealed';
import { BEL_FAMILIES, belCode } from '../../src/encodings/bel';
import { measuredEncoder } from '../../src/encodings/measuredEncoder';
import { encodingProperties } from '../../src/encodings/properties';
import { Random } from '../../src/random/random';
import { distinctRows } from '../support/codes';

describe('belCode', () => {
  test.each(BEL_FAMILIES)('%s: any number of levels has a code of its own a level', (family) => {
    for (const levels of [2, 3, 7, 16, 31, 100, 256, 257, 700])
      expect(distinctRows(belCode(family, levels))).toBe(levels);
  });
  test('unary codes: distances are label distances; Hadamard codes: all distances equal', () => {
    const unary = encodingProperties(belCode('U', 20));
    expect(unary.linearity).toBeCloseTo(1, 12);
    expect(unary.bitTransitions).toBe(19);
    expect(unary.minimumDistance).toBe(1);
    const hadamard = encodingProperties(belCode('HAD', 16));
    expect(hadamard.minimumDistance).toBe(8);
    expect(hadamard.linearity).toBe(0);
  });
  test('bad input', () => {
    expect(() => belCode('X' as never, 8)).toThrow('family: "X", expected one of U, J');
    expect(() => belCode('U', 1)).toThrow('at least 2');
    expect(() => belCode('U', 2.5)).toThrow('at least 2');
  });
});

describe.each(['proportional', 'separation'] as const)('annealedCode, %s', (energy) => {
  const code = (seed: number, width = 24) => annealedCode({ levels: 24, width, seed, energy });
  test('same seed same bits, other seed others, rows distinct, any width', () => {
    expect(code(1).values).toEqual(code(1).values);
    expect(code(1).values).not.toEqual(code(2).values);
    for (const width of [5, 24, 40]) expect(distinctRows(code(1, width))).toBe(24);
  });
  test('ends far below a random code and a short annealing', () => {
    const random = Random.from(1, 'test');
    const bits = Uint8Array.from({ length: 24 * 24 }, () => random.uint32() & 1);
    const short = annealedCode({ levels: 24, seed: 1, energy, sweeps: 1 });
    expect(codeEnergy(code(1), energy)).toBeLessThan(codeEnergy(short, energy));
    expect(codeEnergy(code(1), energy)).toBeLessThan(
      0.95 * codeEnergy({ levels: 24, width: 24, values: bits }, energy),
    );
  });
  test('too few bits', () => {
    expect(() => code(1, 4)).toThrow('4 bits for 24 levels');
  });
});

test('measuredEncoder: unseen levels are NaN and left out of the properties; bad levels are named', () => {
  const measured = measuredEncoder([0, 0, 1, 1, 2, 2, 4, 4], [0, 1, 1, 3], 4);
  expect([...measured.counts]).toEqual([1, 2, 0, 1]);
  expect([...measured.values]).toEqual([0, 0, 1.5, 1.5, NaN, NaN, 4, 4]);
  expect(encodingProperties(measured)).toMatchObject({ unseen: 1, minimumDistance: 3, bitTransitions: 8 });
  expect(() => measuredEncoder([1], [4], 4)).toThrow('level 4 of sample 0');
});

import { describe, expect, test } from 'vitest';
import { annealedCode, CODE_ENERGIES, codeEnergy } from '../../src/encodings/annealed';
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

describe.each(CODE_ENERGIES.filter((energy) => energy !== 'none'))('annealedCode, %s', (energy) => {
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

test('energies by hand', () => {
  // rows 000, 011, 111: distances 2, 3, 1; columns 001, 011, 011: 1, 1, 0, and from the complements 2, 2, 3
  const code = { levels: 3, width: 3, values: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1) };
  const separation = 1 / 4 + 1 / 9 + 1;
  expect(codeEnergy(code, 'separation')).toBeCloseTo(separation, 12);
  expect(codeEnergy(code, 'rows-columns')).toBeCloseTo(separation + 2 * (1 + 1 / 4) + (4 + 1 / 9), 12);
  // wanted: 1.5 for neighbours, 3 for the ends
  expect(codeEnergy(code, 'proportional')).toBeCloseTo(0.5 ** 2 + 0 + 0.5 ** 2, 12);
  expect(codeEnergy(code, 'none')).toBe(0);
});

test('a random code: rows distinct, other bits for another seed, no sweeps', () => {
  const code = (seed: number, sweeps?: number) => annealedCode({ levels: 16, width: 4, seed, energy: 'none', sweeps });
  expect(distinctRows(code(1))).toBe(16);
  expect(code(1)).toEqual(code(1, 1));
  expect(code(1).values).not.toEqual(code(2).values);
});

test('annealing keeps its account of distances: the least energy of all codes of a small size', () => {
  const all = Array.from({ length: 2 ** 12 }, (_, bits) => ({
    levels: 4,
    width: 3,
    values: Uint8Array.from({ length: 12 }, (_bit, i) => (bits >> i) & 1),
  }));
  for (const energy of CODE_ENERGIES) {
    const least = Math.min(...all.map((code) => codeEnergy(code, energy)));
    const found = annealedCode({ levels: 4, width: 3, seed: 1, energy, sweeps: 400 });
    expect(codeEnergy(found, energy), energy).toBeCloseTo(least, 9);
  }
});

test('the kit’s choice keeps codes apart, and columns neither equal nor complementary', () => {
  const { levels, width, values } = annealedCode({ levels: 32, seed: 1 });
  const column = (m: number) => Array.from({ length: levels }, (_, n) => values[n * width + m]);
  const pairs = Array.from({ length: width }, (_, k) => Array.from({ length: k }, (_l, l) => [k, l])).flat();
  const apart = pairs.map(([k, l]) => column(k).filter((bit, n) => bit !== column(l)[n]).length);
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(8);
  expect(Math.max(...apart)).toBeLessThanOrEqual(24);
  expect(encodingProperties({ levels, width, values }).minimumDistance).toBeGreaterThanOrEqual(10);
});

test('measuredEncoder: unseen levels are NaN and left out of the properties; bad levels are named', () => {
  const measured = measuredEncoder([0, 0, 1, 1, 2, 2, 4, 4], [0, 1, 1, 3], 4);
  expect([...measured.counts]).toEqual([1, 2, 0, 1]);
  expect([...measured.values]).toEqual([0, 0, 1.5, 1.5, NaN, NaN, 4, 4]);
  expect(encodingProperties(measured)).toMatchObject({ unseen: 1, minimumDistance: 3, bitTransitions: 8 });
  expect(() => measuredEncoder([1], [4], 4)).toThrow('level 4 of sample 0');
});

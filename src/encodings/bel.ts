import { requireInteger, requireOneOf } from '../input/check';
import type { BinaryCode } from './code';

/** The families of `belCode`. */
export const BEL_FAMILIES = ['U', 'J', 'B1JDJ', 'B2JDJ', 'HEXJ', 'HAD'] as const;
/** Manually designed codes: unary, Johnson, base-1 and base-2 displaced Johnson, hexadecimal Johnson, Hadamard. */
export type BelFamily = (typeof BEL_FAMILIES)[number];

/**
 * The manually designed code of a family for N levels, bit for bit as published with BEL (Shah et al., ICLR 2022).
 * Widths: U N; J ⌈N/2⌉; B1JDJ ⌈N/4⌉ + 1; B2JDJ ⌈N/8⌉ + 2; HEXJ 16, and ⌈⌈N/256⌉/2⌉ more above 256 levels; HAD the
 * power of two at or above N.
 * @param levels N ≥ 2.
 * @throws RlelError for an unknown family or a bad number of levels.
 */
export function belCode(family: BelFamily, levels: number): BinaryCode {
  requireInteger(levels, 'belCode: levels', 2);
  requireOneOf(family, 'belCode: family', BEL_FAMILIES);
  const rule = RULES[family];
  const rows = Array.from({ length: levels }, (_, n) => rule(n, levels));
  return { levels, width: rows[0].length, values: Uint8Array.from(rows.flat()) };
}

/** The code of level n among N, a family. */
const RULES: Record<BelFamily, (n: number, levels: number) => number[]> = {
  U: (n, levels) => Array.from({ length: levels }, (_, j) => (j < n ? 1 : 0)),
  J: (n, levels) => johnson(Math.ceil(levels / 2), n),
  B1JDJ: (n, levels) => displaced(n, Math.ceil(levels / 4), 1),
  B2JDJ: (n, levels) => displaced(n, Math.ceil(levels / 8), 2),
  HEXJ: (n, levels) => {
    const code = [...johnson(8, hexDigit(n, 1)), ...johnson(8, hexDigit(n, 0))];
    const blocks = Math.ceil(levels / 256);
    return blocks > 1 ? [...code, ...johnson(Math.ceil(blocks / 2), Math.floor(n / 256))] : code;
  },
  HAD: (n, levels) => {
    const width = 2 ** Math.ceil(Math.log2(levels));
    return Array.from({ length: width }, (_, j) => (ones(n & j) % 2 === 0 ? 1 : 0)); // Sylvester: (−1)^|n & j|
  },
};

/** J_h(n), 0 ≤ n < 2h: ones enter from the right up to n = h, then leave from the right. */
function johnson(h: number, n: number): number[] {
  return Array.from({ length: h }, (_, i) => (h - 1 - i < n && n <= 2 * h - 1 - i ? 1 : 0));
}

/** A Johnson mantissa of h bits, run backwards in every odd block, then the block's number in `exponent` bits. */
function displaced(n: number, h: number, exponent: number): number[] {
  const block = Math.floor(n / (2 * h));
  const within = n % (2 * h);
  return [...johnson(h, block % 2 === 0 ? within : 2 * h - 1 - within), ...johnson(exponent, block)];
}

/** Base-16 digit k of n, counted backwards where the digit above it is odd (as in a reflected Gray code). */
function hexDigit(n: number, k: number): number {
  const digit = Math.floor(n / 16 ** k) % 16;
  return Math.floor(n / 16 ** (k + 1)) % 2 === 0 ? digit : 15 - digit;
}

function ones(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
}

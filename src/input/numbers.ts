import { RlelError } from '../errors';

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The value of a decimal number, as 12, -0.5 or 1e-4, perhaps infinite for one too large; null for any other text. */
export const decimal = (text: string): number | null => (DECIMAL.test(text.trim()) ? Number(text) : null);

/**
 * A number as users write it: decimal, as 12, -0.5 or 1e-4.
 * @param place names the option or variable in the error.
 * @throws RlelError for anything else: nothing, 0x10, Infinity.
 */
export function numberIn(text: string, place: string): number {
  const value = decimal(text);
  if (value === null || !Number.isFinite(value)) {
    throw new RlelError(`${place} ${quoted(text)}: expected a number, as 12, -0.5 or 1e-4.`);
  }
  return value;
}

/**
 * An integer as users write it: digits alone.
 * @throws RlelError for anything else (1e3, 2.0), below `least`, or too large to be exact.
 */
export function integerIn(text: string, place: string, least = 0): number {
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text.trim()) || !Number.isSafeInteger(value) || value < least) {
    throw new RlelError(`${place} ${quoted(text)}: expected an integer of at least ${least}, in digits.`);
  }
  return value;
}

const quoted = (text: string): string => (text.trim() === '' ? `"${text}"` : text);

import { RlelError } from '../errors';

// What the package's functions are given is checked at run time, too: notebooks and JavaScript know no types. Each check
// names the function and the argument, as "rlelLoss: alpha".

/** A value as an error shows it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `an array of ${(value as Uint8Array).length}`;
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

const refused = (what: string, value: unknown, expected: string): RlelError =>
  new RlelError(`${what}: ${shown(value)}, expected ${expected}.`);

/** @throws RlelError unless the value is a finite number in [least, most]. */
export function requireNumber(
  value: unknown,
  what: string,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least || value > most)
    throw refused(what, value, `a finite number${range(least, most)}`);
}

/** @throws RlelError unless the value is an integer in [least, most]. */
export function requireInteger(value: unknown, what: string, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most)
    throw refused(what, value, `an integer${range(least, most)}`);
}

function range(least: number, most: number): string {
  if (!Number.isFinite(least)) return '';
  return most >= Number.MAX_SAFE_INTEGER ? ` of at least ${least}` : ` in [${least}, ${most}]`;
}

/** @throws RlelError unless the value is one of some names. */
export function requireOneOf(value: unknown, what: string, names: readonly string[]): void {
  if (!names.includes(value as string)) throw refused(what, value, `one of ${names.join(', ')}`);
}

/** @throws RlelError unless the value is a text that is not empty. */
export function requireText(value: unknown, what: string): void {
  if (typeof value !== 'string' || value === '') throw refused(what, value, 'a text');
}

/** @throws RlelError unless the value is a text that is not empty, null or left out. */
export function requireTextOrNone(value: unknown, what: string): void {
  if (value !== null && value !== undefined) requireText(value, what);
}

/** @throws RlelError unless the value is a function. */
export function requireFunction(value: unknown, what: string): void {
  if (typeof value !== 'function') throw refused(what, value, 'a function');
}

/** @throws RlelError unless the value is an object that is no array and has the keys. */
export function requireObject(
  value: unknown,
  what: string,
  keys: readonly string[] = [],
  expected = 'an object',
): void {
  const has = typeof value === 'object' && value !== null && !Array.isArray(value) && keys.every((key) => key in value);
  if (!has) throw refused(what, value, keys.length > 0 ? `${expected} with ${keys.join(', ')}` : expected);
}

/** @throws RlelError unless the value is an object with the required keys, and none beside those and the optional ones. */
export function requireOptions(
  value: unknown,
  what: string,
  required: readonly string[],
  optional: readonly string[],
): asserts value is object {
  requireObject(value, what, required);
  const known = [...required, ...optional];
  const strangers = Object.keys(value as object).filter((key) => !known.includes(key));
  if (strangers.length > 0)
    throw new RlelError(`${what}: has no ${strangers.join(', ')}. Expected ${known.join(', ')}.`);
}

/** @throws RlelError unless the value is an array of at least `least` items. */
export function requireArray(value: unknown, what: string, least = 0): void {
  if (!Array.isArray(value) || value.length < least)
    throw refused(what, value, least > 0 ? `an array of at least ${least}` : 'an array');
}

/**
 * @param allowed numbers beside the finite ones: NaN, where it has a meaning.
 * @throws RlelError unless the value is an array, typed or not, of numbers, `count` of them where that is given.
 */
export function requireNumbers(value: unknown, what: string, count?: number, allowed?: 'NaN'): void {
  const isArray = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  const expected = `an array of ${count ?? ''}${count === undefined ? '' : ' '}numbers`;
  if (!isArray) throw refused(what, value, expected);
  const numbers = value as ArrayLike<unknown>;
  if (count !== undefined && numbers.length !== count) throw refused(what, value, expected);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i];
    const good = typeof number === 'number' && (Number.isFinite(number) || (allowed === 'NaN' && Number.isNaN(number)));
    if (!good) throw refused(`${what}[${i}]`, number, 'a finite number');
  }
}

import { RlelError } from '../errors';
import { requireInteger, requireNumbers, requireObject } from '../input/check';
import { type Code, isBinary } from './code';

/**
 * @param what names the function and the argument.
 * @throws RlelError unless it is a code: its size, and as many numbers (NaN: a level never seen).
 */
export function requireCode(code: unknown, what: string): asserts code is Code {
  requireObject(code, what, ['levels', 'width', 'values'], 'a code, as belCode gives it,');
  const { levels, width, values } = code as Code;
  requireInteger(levels, `${what}.levels`, 1);
  requireInteger(width, `${what}.width`, 1);
  requireNumbers(values, `${what}.values`, levels * width, 'NaN');
}

/** @throws RlelError unless it is a code of 0 and 1. */
export function requireBits(code: unknown, what: string): asserts code is Code {
  requireCode(code, what);
  if (!isBinary(code)) throw new RlelError(`${what}.values: expected 0 and 1 alone.`);
}

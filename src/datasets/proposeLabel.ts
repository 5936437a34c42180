import type { LabelOverride } from './dataset';

/** Levels that a range is divided into, at most; integers have one each up to `INTEGERS`. */
const LEVELS = 101;
const INTEGERS = 256;
/** Share of a step by which a quotient of decimals may miss the whole number that it is. */
const ROUNDING = 1e-9;

/**
 * The range and the levels for values of any unit: levels are round numbers (1, 2 or 5 times a power of ten apart), and
 * the range holds all values. Integers get a level each where there are at most 256 between the lowest and the highest.
 * @param values finite, at least two of them different.
 */
export function proposeLabel(name: string, values: readonly number[]): LabelOverride {
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const whole = values.every(Number.isInteger) && high - low < INTEGERS;
  const step = whole ? 1 : roundStep((high - low) / (LEVELS - 1));
  const at = (multiple: number): number => Number((multiple * step).toPrecision(12));
  let [first, last] = [Math.floor(low / step + ROUNDING), Math.ceil(high / step - ROUNDING)];
  while (at(first) > low) first -= 1;
  while (at(last) < high) last += 1;
  return { name, range: [at(first), at(last)], levels: last - first + 1 };
}

/** The least of 1, 2 and 5 times a power of ten that is not below a number. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least) ?? 10;
  return factor * power;
}

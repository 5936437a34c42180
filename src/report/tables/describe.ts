import type { Interval } from '../../statistics/interval';
import { mean, sampleStd } from '../../statistics/moments';
import type { Measured } from '../document';
import { type Evidence, idsOf } from '../evidence';

/** "3.55 ± 0.10" of some runs; null for none, or where one of them has no such number. One run has no deviation. */
export function measured(values: readonly number[], digits: number): Measured | null {
  if (values.length === 0 || !values.every(Number.isFinite)) return null;
  return { value: mean(values), digits, std: values.length > 1 ? sampleStd(values) : null };
}

/** "3.55 ± 0.10" of a number of some runs, with their names; null for none. */
export function measuredOf(
  runs: readonly Evidence[],
  digits: number,
  value: (run: Evidence) => number,
): Measured | null {
  const cell = measured(runs.map(value), digits);
  return cell && { ...cell, runs: idsOf(runs) };
}

/** Mean test error ± standard deviation of some runs; null for none. */
export const measuredError = (runs: readonly Evidence[], digits: number): Measured | null =>
  measuredOf(runs, digits, ({ error }) => error);

/** "3.55"; null for what is no number. */
export const shown = (value: number, digits: number): Measured | null =>
  Number.isFinite(value) ? { value, digits } : null;

/** "3.55 [3.40, 3.71]". */
export const withInterval = ({ estimate, low, high }: Interval, digits: number): Measured => ({
  value: estimate,
  digits,
  interval: [low, high],
});

/** A p value; null: there is none. */
export const pValue = (p: number | null | undefined): Measured | null =>
  p === null || p === undefined ? null : { value: p, digits: 3, isP: true };

/** Marks the lowest value of a row as best and the next as second; ties share a mark. */
export function marked<K extends string>(row: Readonly<Record<K, Measured | null>>): Record<K, Measured | null> {
  const entries = Object.entries(row) as [K, Measured | null][];
  const values = [...new Set(entries.flatMap(([, cell]) => (cell ? [cell.value] : [])))].sort((a, b) => a - b);
  const markOf = ({ value }: Measured): Measured['mark'] =>
    value === values[0] ? 'best' : value === values[1] ? 'second' : undefined;
  return Object.fromEntries(entries.map(([key, cell]) => [key, cell && { ...cell, mark: markOf(cell) }])) as Record<
    K,
    Measured | null
  >;
}

import Papa from 'papaparse';
import type { Table } from '../document';
import { isMeasured } from './cells';

/** CSV of rows, with a header. */
export const csvOf = (rows: readonly Readonly<Record<string, unknown>>[]): string =>
  `${Papa.unparse([...rows], { newline: '\n' })}\n`;

/** A table's figures unrounded; spreads are columns of their own: KEY_std, KEY_low, KEY_high. */
export function tableCsv({ columns, rows }: Table): string {
  const spreads = columns.flatMap(({ key }) => {
    const cells = rows.map((row) => row[key]).filter(isMeasured);
    const parts = [
      ...(cells.some(({ std }) => std !== null && std !== undefined) ? ['std'] : []),
      ...(cells.some(({ interval }) => interval) ? ['low', 'high'] : []),
    ];
    return [{ key, parts }];
  });
  const flat = rows.map((row) =>
    Object.fromEntries(
      spreads.flatMap(({ key, parts }): [string, unknown][] => {
        const cell = row[key];
        if (!isMeasured(cell)) return [[key, cell], ...parts.map((part): [string, null] => [`${key}_${part}`, null])];
        const [low, high] = cell.interval ?? [null, null];
        const spread: Record<string, number | null> = { std: cell.std ?? null, low, high };
        return [[key, cell.value], ...parts.map((part): [string, number | null] => [`${key}_${part}`, spread[part]])];
      }),
    ),
  );
  return csvOf(flat);
}

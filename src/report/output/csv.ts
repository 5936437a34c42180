import Papa from 'papaparse';
import type { Cell, Table } from '../document';
import { cellText, isMeasured, runsOf } from './cells';

/** CSV of rows, with a header. */
export const csvOf = (rows: readonly Readonly<Record<string, unknown>>[]): string =>
  `${Papa.unparse([...rows], { newline: '\n' })}\n`;

/**
 * A table's figures unrounded; spreads are columns of their own: KEY_std, KEY_low, KEY_high. Where cells have runs behind them, the
 * last column, `runs`, has the names of all runs of the row.
 */
export function tableCsv({ columns, rows }: Table): string {
  const spreads = columns.flatMap(({ key }) => {
    const cells = rows.map((row) => row[key]).filter(isMeasured);
    const parts = [
      ...(cells.some(({ std }) => std !== null && std !== undefined) ? ['std'] : []),
      ...(cells.some(({ interval }) => interval) ? ['low', 'high'] : []),
    ];
    return [{ key, parts }];
  });
  const runs = rows.map((row) => [...new Set(columns.flatMap(({ key }) => runsOf(row[key])))].join(' '));
  const ofRow = (i: number): Readonly<Record<string, string>> => (runs.some((names) => names) ? { runs: runs[i] } : {});
  const flat = rows.map((row, i) => ({
    ...Object.fromEntries(
      spreads.flatMap(({ key, parts }): [string, unknown][] => {
        const cell = row[key];
        if (!isMeasured(cell))
          return [[key, plain(cell)], ...parts.map((part): [string, null] => [`${key}_${part}`, null])];
        const [low, high] = cell.interval ?? [null, null];
        const spread: Record<string, number | null> = { std: cell.std ?? null, low, high };
        return [[key, cell.value], ...parts.map((part): [string, number | null] => [`${key}_${part}`, spread[part]])];
      }),
    ),
    ...ofRow(i),
  }));
  return csvOf(flat);
}

const plain = (cell: Cell | undefined): string | number | null | undefined =>
  typeof cell === 'object' && cell !== null ? cellText(cell) : cell;

import { coloured } from './colour';

/** Rows in columns that line up under their header; numbers to the right. @param rows of as many cells as the header. */
export function alignedTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, c) => Math.max(width(name), ...rows.map((row) => width(row[c]))));
  const toRight = header.map((_, c) => rows.length > 0 && rows.every((row) => /^[-+]?[\d.]*(e[-+]\d+)?$/.test(row[c])));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => {
        const gap = ' '.repeat(widths[c] - width(cell));
        return toRight[c] ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return [coloured('bold', line(header)), ...rows.map(line)].join('\n');
}

/** Characters, as a terminal counts those that are used here. */
const width = (text: string): number => [...text].length;

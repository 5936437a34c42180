import type { Cell, Measured, Table } from '../document';

/** A measured cell has its spread and its mark; all others are text and numbers. */
export const isMeasured = (cell: Cell | undefined): cell is Measured => typeof cell === 'object' && cell !== null;

/** "3.55 ± 0.10", "3.55 [3.40, 3.71]", "12", "3.55 †"; "–" where there is nothing. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '–';
  if (!isMeasured(cell)) return String(cell);
  return cell.learned === false ? `${measuredText(cell)} †` : measuredText(cell);
}

function measuredText({ value, digits, std, interval }: Measured): string {
  const shown = (number: number): string => number.toFixed(digits).replace('-', '−');
  if (std !== null && std !== undefined) return `${shown(value)} ± ${shown(std)}`;
  if (interval) return `${shown(value)} [${shown(interval[0])}, ${shown(interval[1])}]`;
  return shown(value);
}

/** Whether a column has no text, and is set to the right. */
export const isNumeric = ({ rows }: Pick<Table, 'rows'>, key: string): boolean =>
  rows.every((row) => typeof row[key] !== 'string');

/** A cell's text, with its mark set by `best` or `second`. */
export function markedText(
  cell: Cell | undefined,
  escaped: (text: string) => string,
  marks: Readonly<Record<'best' | 'second', (text: string) => string>>,
): string {
  const text = escaped(cellText(cell));
  return isMeasured(cell) && cell.mark ? marks[cell.mark](text) : text;
}

import type { Cell, Measured, Said, Table } from '../document';
import { pText } from '../pText';

/** A measured cell has its spread and its mark; all others are text and numbers. */
export const isMeasured = (cell: Cell | undefined): cell is Measured =>
  typeof cell === 'object' && cell !== null && 'value' in cell;

const isSaid = (cell: Cell | undefined): cell is Said => typeof cell === 'object' && cell !== null && 'text' in cell;

/** "3.55 ± 0.10", "3.55 [3.40, 3.71]", "12", "3.55 †", "supported"; "–" where there is nothing. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '–';
  if (isSaid(cell)) return cell.text;
  if (typeof cell === 'number') return withMinus(String(cell));
  if (!isMeasured(cell)) return cell;
  return cell.learned === false ? `${measuredText(cell)} †` : measuredText(cell);
}

/** A number's text with a minus sign for its hyphen. */
const withMinus = (number: string): string => number.replace(/^-/, '−');

function measuredText({ value, digits, std, interval, isP }: Measured): string {
  if (isP) return pText(value);
  const shown = (number: number): string => withMinus(number.toFixed(digits));
  if (std !== null && std !== undefined) return `${shown(value)} ± ${shown(std)}`;
  if (interval) return `${shown(value)} [${shown(interval[0])}, ${shown(interval[1])}]`;
  return shown(value);
}

/** Names of the runs behind a cell. */
export const runsOf = (cell: Cell | undefined): readonly string[] =>
  isMeasured(cell) || isSaid(cell) ? (cell.runs ?? []) : [];

/** Whether a column has no text, and is set to the right. */
export const isNumeric = ({ rows }: Pick<Table, 'rows'>, key: string): boolean =>
  rows.every((row) => typeof row[key] !== 'string' && !isSaid(row[key]));

/** A cell's text, with its mark set by `best` or `second`. */
export function markedText(
  cell: Cell | undefined,
  escaped: (text: string) => string,
  marks: Readonly<Record<'best' | 'second', (text: string) => string>>,
): string {
  const text = escaped(cellText(cell));
  return isMeasured(cell) && cell.mark ? marks[cell.mark](text) : text;
}

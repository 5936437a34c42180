import { decimal } from '../input/numbers';
import { DataError } from './dataError';

/**
 * Parses a finite decimal number; nothing else counts as one, so that no text is read in part.
 * @param what the number is, for messages: "the angle"; left out: the place says it.
 * @throws DataError for an empty text, a decimal comma, anything that is no finite number.
 */
export function parseNumber(text: string, place: string, what = ''): number {
  const cell = text.trim();
  const value = decimal(cell);
  if (value !== null && Number.isFinite(value)) return value;
  const name = (quoted: string): string => (what ? `${what} ${quoted}` : quoted);
  const quoted = name(`"${cell.slice(0, 40)}"`);
  if (cell === '') throw new DataError(place, `${what || 'the cell'} is empty, expected a number.`);
  if (/^[+-]?\d*,\d+$/.test(cell)) {
    throw new DataError(place, `${quoted} has a decimal comma. Write ${cell.replace(',', '.')}.`);
  }
  const finite = value !== null || /^[+-]?(nan|inf(inity)?)$/i.test(cell) ? 'finite ' : '';
  throw new DataError(place, `${quoted} is not a ${finite}number.`);
}

/** The same for the cells of a row. @param first column (1-based) of the first cell. */
export const parseNumbers = (cells: readonly string[], place: string, first = 1): number[] =>
  cells.map((cell, i) => parseNumber(cell, `${place}, column ${first + i}`));

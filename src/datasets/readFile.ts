import { readFileSync, type Stats, statSync } from 'node:fs';
import { systemReason } from '../files/systemError';
import { DataError } from './dataError';

/** An error of the file system in the user's terms; other errors are returned as they are. */
export function fileError(error: unknown, file: string, place = file): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof DataError) return error;
  const reason = `${systemReason(code) ?? 'cannot be read'} (${code}).`;
  return new DataError(place, place === file ? reason : `${file}: ${reason}`);
}

/** @param place names the file in messages. @throws DataError when it cannot be read. */
export function readBytes(file: string, place = file): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw fileError(error, file, place);
  }
}

/** null where there is nothing, or a link that leads nowhere. @throws DataError when it cannot be told. */
export function statIfThere(file: string): Stats | null {
  try {
    return statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return null;
    throw fileError(error, file);
  }
}

/** Reads a text file, without its byte order mark. @throws DataError when it cannot be read, or is not UTF-8. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16 || bytes.subarray(0, 1024).includes(0)) {
    const what =
      utf16 || isHalfZeros(bytes) ? 'UTF-16 text (as Notepad and PowerShell write it)' : 'no text: it has zero bytes';
    throw new DataError(file, `${what}, expected UTF-8. Save it as UTF-8.`, 'set');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DataError(file, 'not UTF-8 text (perhaps Latin-1). Save it as UTF-8.', 'set');
  }
}

/** Latin letters in UTF-16 have a zero as every other byte. */
const isHalfZeros = (bytes: Buffer): boolean => {
  const start = bytes.subarray(0, 1024);
  return start.filter((byte) => byte === 0).length > 0.4 * start.length;
};

/** A line that is not blank, with its 1-based row. */
export interface Line {
  readonly row: number;
  readonly text: string;
}

/** The lines of a text, trimmed, without blank ones; line ends of any system. */
export const linesOf = (text: string): Line[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ row: i + 1, text: line.trim() }))
    .filter((line) => line.text !== '');

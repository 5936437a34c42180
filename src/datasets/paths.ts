import { readdirSync } from 'node:fs';
import path from 'node:path';
import { RlelError } from '../errors';
import { DataError } from './dataError';
import { fileError, statIfThere } from './readFile';

/** @throws DataError for a path that is empty, absolute, climbs out of its folder, or holds a backslash or NUL. */
export function checkInside(name: string, place: string): string {
  if (name === '') throw new DataError(place, 'the image’s name is empty.');
  if (name.includes('\\')) {
    throw new DataError(place, `the file "${name}" has a backslash. Write paths with /, as in folder/image.jpg.`);
  }
  if (name.includes('\0')) throw new DataError(place, `the file "${name.replaceAll('\0', '�')}" has a zero byte.`);
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')) {
    throw new DataError(place, `the file "${name}" lies outside the data folder, expected a path inside it.`);
  }
  return name;
}

/** @throws RlelError when a data folder is not there, or is a file. */
export function requireFolder(folder: string): void {
  const found = statIfThere(folder);
  if (found?.isDirectory()) return;
  const what = found ? 'a file, not a folder. Unpack it if it is an archive, and give' : 'not a folder. Give';
  throw new RlelError(`${folder}: ${what} the folder that holds the data set.`);
}

export const isFolder = (folder: string): boolean => statIfThere(folder)?.isDirectory() ?? false;
export const isFile = (file: string): boolean => statIfThere(file)?.isFile() ?? false;

/** Files that systems leave beside data, and folders of them. */
const BOOKKEEPING = /^(\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX|@eaDir)$/i;
export const isBookkeeping = (name: string): boolean => BOOKKEEPING.test(name);

/** Names in a folder, sorted, without bookkeeping; none where there is no folder. */
export function namesIn(folder: string): string[] {
  if (!isFolder(folder)) return [];
  try {
    return readdirSync(folder)
      .filter((name) => !isBookkeeping(name))
      .sort();
  } catch (error) {
    throw fileError(error, folder);
  }
}

export const IMAGE = /\.(jpe?g|png)$/i;

/** Files in the folder itself whose names match. */
export const filesIn = (folder: string, pattern: RegExp): string[] =>
  namesIn(folder).filter((name) => pattern.test(name) && isFile(path.join(folder, name)));

/** What mirrored copies add to a name, before its endings. */
const MIRRORED = /[_-](mirror(ed)?|flip(ped)?)(?=(\.\w+)*$)/i;
/** The name of the image that a mirrored copy was made of; other names are returned as they are. */
export const unmirrored = (name: string): string => name.replace(MIRRORED, '');

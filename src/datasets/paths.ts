import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { RlelError } from '../errors';

/** @throws RlelError for a path that is absolute, climbs out of its folder, or holds a backslash or NUL. */
export function checkInside(name: string, place: string): string {
  if (name === '' || name.startsWith('/') || /[\\\0]/.test(name) || name.split('/').includes('..')) {
    throw new RlelError(`${place}: the file "${name}" lies outside the data folder, expected a path inside it.`);
  }
  return name;
}

/** Names in a folder, sorted; none where the folder is not there. */
export const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** Files below a folder whose name ends so, as sorted paths relative to it. */
export function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

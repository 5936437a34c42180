import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { RlelError } from '../errors';

/**
 * Makes a folder, and those above it that are not there, one by one: Node.js' own way (`recursive`) never ends where the
 * folder above is there and the system says that it is not, as in /proc.
 * @throws RlelError where no folder can be made; the system's error for a path that cannot be, or a disk that is full.
 */
export function makeFolder(folder: string): void {
  if (isMade(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above);
  if (!isMade(folder))
    throw new RlelError(`${folder}: no folder can be made there (ENOENT). Give a path on another file system.`);
}

/** false where the folder above is not there. */
function isMade(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return true;
    throw error;
  }
}

import { statSync } from 'node:fs';
import { RlelError } from '../errors';

/** @throws RlelError when a data folder is not there. */
export function requireFolder(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new RlelError(`${folder}: not a folder. Give the folder that holds the data set (--data FOLDER).`);
  }
}

import { type Dirent, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Findings } from './findings';
import { isBookkeeping, isFolder } from './paths';
import { fileError, statIfThere } from './readFile';

/**
 * All files below a folder, as sorted paths relative to it, none where it is not there; links are followed. Bookkeeping of
 * systems, links that lead nowhere or back, and what is neither file nor folder are passed over, and counted.
 */
export function walk(folder: string, findings: Findings): string[] {
  const found: string[] = [];
  if (isFolder(folder)) visit(folder, '', [], found, findings);
  return found.sort();
}

function visit(root: string, inside: string, above: readonly string[], found: string[], findings: Findings): void {
  const folder = path.join(root, inside);
  const real = realpathSync(folder);
  if (above.includes(real)) {
    findings.passOver(folder, 'a link to a folder that it lies in');
    return;
  }
  for (const entry of entriesOf(folder)) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    const file = path.join(root, name);
    const kind = entry.isSymbolicLink() ? statIfThere(file) : entry;
    if (isBookkeeping(entry.name)) findings.passOver(file, 'bookkeeping of an operating system');
    else if (kind?.isDirectory()) visit(root, name, [...above, real], found, findings);
    else if (kind?.isFile()) found.push(name);
    else findings.passOver(file, kind ? 'neither a file nor a folder' : 'a link that leads nowhere');
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw fileError(error, folder);
  }
}

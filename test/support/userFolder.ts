import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '../..');

/** A folder outside of the project, with the package as it is built among its node_modules, by a link. */
export function userFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-user-'));
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(PROJECT, path.join(folder, 'node_modules/rlel'));
  return folder;
}

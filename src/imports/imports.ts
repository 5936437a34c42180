import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createJiti } from 'jiti';
import { RlelError } from '../errors';
import { requireText } from '../input/check';

const KINDS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
/** The package that users' files import: this one, and not a copy of it. */
const PACKAGE = path.resolve(__dirname, '..');

/** A user's file that was loaded. */
export interface Import {
  /** Absolute. */
  readonly file: string;
  /** SHA-256 (hex) of what it was then. */
  readonly sha256: string;
}

const loaded = new Map<string, Import>();

/** The users' files that this process has loaded, in order. */
export const loadedImports = (): readonly Import[] => [...loaded.values()];

/**
 * Loads a user's file in TypeScript or JavaScript, which registers methods, codes, regularizers, networks, layouts,
 * benchmarks, claims or figures by what it imports from "rlel". It is the user's own program, and run as such; once a
 * process.
 * @throws RlelError naming the file when it is not there, is no program, or fails.
 */
export async function importFile(name: string): Promise<void> {
  requireText(name, 'importFile: name');
  const file = path.resolve(name);
  if (loaded.has(file)) return;
  if (!existsSync(file) || !statSync(file).isFile())
    throw new RlelError(`${file}: not a file. Expected a program that registers what is yours (docs/extending.md).`);
  if (!KINDS.includes(path.extname(file)))
    throw new RlelError(`${file}: expected a program, whose name ends in ${KINDS.join(', ')}.`);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  try {
    await jiti().import(file);
  } catch (error) {
    throw new RlelError(`${file}: cannot be loaded (${(error as Error).message}).`);
  }
  loaded.set(file, { file, sha256 });
}

/** The default export of a user's program. @throws RlelError naming the file. */
export async function defaultExportOf(file: string): Promise<unknown> {
  try {
    return await jiti().import(file, { default: true });
  } catch (error) {
    throw new RlelError(`${file}: cannot be loaded (${(error as Error).message}).`);
  }
}

/** Loads TypeScript; "rlel" is this very package wherever the file lies. */
const jiti = () => createJiti(__filename, { alias: { rlel: PACKAGE }, moduleCache: true });

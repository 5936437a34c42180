import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomic } from '../files/atomicFile';

/** What a file in a store remembers of runs, by their names; nothing where it is missing, damaged or of another version. */
export function recall<T>(file: string, version: number): ReadonlyMap<string, T> {
  if (!existsSync(file)) return new Map();
  try {
    const { version: then, runs } = JSON.parse(readFileSync(file, 'utf8')) as {
      version: number;
      runs: Record<string, T>;
    };
    return new Map(then === version ? Object.entries(runs) : []);
  } catch {
    return new Map();
  }
}

/** Writes what `recall` reads; a store that cannot be written is left as it is. */
export function remember(file: string, version: number, runs: ReadonlyMap<string, unknown>): void {
  try {
    writeFileAtomic(file, JSON.stringify({ version, runs: Object.fromEntries(runs) }));
  } catch {
    // a store that cannot be written is still read
  }
}

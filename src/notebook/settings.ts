import path from 'node:path';
import { PROFILES, type Profile } from '../benchmarks/benchmark';
import { RlelError } from '../errors';
import { variable } from '../input/variable';

/** The profile of all notebooks: RLEL_PROFILE, else quick. @throws RlelError for an unknown one. */
export function notebookProfile(): Profile {
  const name = variable('RLEL_PROFILE') ?? 'quick';
  const found = PROFILES.find((profile) => profile === name);
  if (!found) {
    throw new RlelError(
      `RLEL_PROFILE is "${name}": expected one of ${PROFILES.join(', ')}. Set it before the kernel starts.`,
    );
  }
  return found;
}

export const ROOT = path.resolve(__dirname, '../..');

/** Where notebooks look for runs and keep theirs: RLEL_RESULTS, else the project's results/. */
export const notebookResults = (): string => path.resolve(ROOT, variable('RLEL_RESULTS') ?? 'results');

/** A path as notebooks show it: from the project's root, where it lies in it. */
export function shortPath(file: string): string {
  const relative = path.relative(ROOT, file);
  return relative.startsWith('..') ? file : relative;
}

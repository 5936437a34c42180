import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { RlelError } from '../../../src/errors';
import { damaged } from '../../support/damaged';

/** Fixed seed, so that a failure repeats. */
export const FUZZ = { numRuns: 400, seed: 20240611 } as const;
const LONGEST = 2000; // ms a call may take

/** `parse` either returns or throws an RlelError that names `file`, within the time bound. */
export async function survives(parse: () => unknown, file: string): Promise<void> {
  const start = performance.now();
  try {
    await parse();
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    expect(error.message).toContain(file);
  }
  expect(performance.now() - start).toBeLessThan(LONGEST);
}

/** Every damaged copy of `valid` is parsed or refused. */
export const fuzz = (valid: Buffer, parse: (bytes: Buffer) => unknown, file: string): Promise<void> =>
  fc.assert(
    fc.asyncProperty(damaged(valid), (bytes) => survives(() => parse(bytes), file)),
    FUZZ,
  );

/** Real data as tars, where this checkout has them beside it. */
export const REAL = path.join(__dirname, '../../../../shared/data');

/** Extracts a tar of `REAL` into a new temporary folder; null, with a message, where it is not there. */
export function extract(tar: string): string | null {
  const file = path.join(REAL, tar);
  if (!existsSync(file)) {
    console.warn(`${file} is not there: tests on it are skipped.`);
    return null;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-formats-'));
  execFileSync('tar', ['-xf', file, '-C', folder]);
  return folder;
}

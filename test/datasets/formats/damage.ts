import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { RlelError } from '../../../src/errors';

/** One damage; places are fractions of the length, so that it fits a file of any size. */
type Damage =
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'cut'; at: number }
  | { kind: 'duplicate'; at: number; length: number }
  | { kind: 'junk'; at: number; bytes: Uint8Array };

const at = fc.double({ min: 0, max: 1, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('cut' as const), at }),
  fc.record({ kind: fc.constant('duplicate' as const), at, length: fc.integer({ min: 1, max: 64 }) }),
  fc.record({ kind: fc.constant('junk' as const), at, bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }) }),
);

function apply(bytes: Buffer, change: Damage): Buffer {
  const place = Math.floor(change.at * bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (change.kind === 'cut') return before;
  if (change.kind === 'junk') return Buffer.concat([before, change.bytes, after]);
  if (change.kind === 'duplicate') return Buffer.concat([before, after.subarray(0, change.length), after]);
  const flipped = Buffer.from(bytes);
  if (place < bytes.length) flipped[place] ^= 1 << change.bit;
  return flipped;
}

/** Damaged copies of a valid file, and some files of random bytes. */
export const damaged = (valid: Buffer): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(damage, { minLength: 1, maxLength: 4 }).map((all) => all.reduce(apply, valid)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  );

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

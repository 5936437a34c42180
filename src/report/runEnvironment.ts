import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Evidence } from './evidence';

/** environment.json of a run; empty when it cannot be read. */
export function environmentOf({ folder }: Evidence): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'environment.json'), 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** TensorFlow's threads, on which the bits of a run depend; null: all cores of its machine, or not known. */
export function threadsOf(run: Evidence): number | null {
  const { threads } = environmentOf(run);
  return typeof threads === 'string' && /^[1-9]\d*$/.test(threads) ? Number(threads) : null;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Evidence } from './evidence';

type Environment = Readonly<Record<string, unknown>>;

/** What was read already: the page's facts, its runs and runs.json ask for the same. */
const known = new WeakMap<Evidence, Environment>();

/** environment.json of a run; empty when it cannot be read. */
export function environmentOf(run: Evidence): Environment {
  const environment = known.get(run) ?? readEnvironment(run);
  known.set(run, environment);
  return environment;
}

function readEnvironment({ folder }: Evidence): Environment {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'environment.json'), 'utf8')) as Environment;
  } catch {
    return {};
  }
}

/** TensorFlow's threads, on which the bits of a run depend; null: all cores of its machine, or not known. */
export function threadsOf(run: Evidence): number | null {
  const { threads } = environmentOf(run);
  return typeof threads === 'string' && /^[1-9]\d*$/.test(threads) ? Number(threads) : null;
}

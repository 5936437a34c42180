import { totalmem } from 'node:os';
import { RlelError } from '../errors';

const GIB = 2 ** 30;

/**
 * Refuses what cannot fit into this machine, or what its container may have, before it is asked for: systems promise
 * memory that is not there, and end the process when it is used.
 * @throws RlelError naming what is too large.
 */
export function requireMemory(bytes: number, what: string): void {
  const limit = process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
  const all = Math.min(limit, totalmem());
  if (bytes <= all) return;
  throw new RlelError(
    `${what} takes ${(bytes / GIB).toFixed(1)} GiB, of ${(all / GIB).toFixed(1)} GiB in all: there is too little memory. Choose fewer levels or a narrower code.`,
  );
}

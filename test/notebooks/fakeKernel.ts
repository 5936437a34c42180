import { afterAll, beforeEach } from 'vitest';
import type { Bundle } from '../../src/notebook/kernel';

/** What a notebook would show. */
export interface Shown extends Bundle {
  readonly id: string | undefined;
  readonly update: boolean;
}

const KERNEL = Symbol.for('rlel.kernel');
const globals = globalThis as { [key: symbol]: unknown };

/** Stands in for the notebooks' kernel in all tests of a file. @returns what was shown in the running test. */
export function fakeKernel(): Shown[] {
  const shown: Shown[] = [];
  beforeEach(() => {
    shown.length = 0;
    globals[KERNEL] = {
      display: (bundle: Bundle, id: string | undefined, update: boolean) => shown.push({ ...bundle, id, update }),
    };
  });
  afterAll(() => {
    delete globals[KERNEL];
  });
  return shown;
}

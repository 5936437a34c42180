import { availableParallelism } from 'node:os';
import { RlelError } from '../../errors';
import { variable } from '../../input/variable';

const MOST = 16;

/**
 * Threads of a process that prepare batches: RLEL_READERS, or 1 where there is more than one core. They are few and
 * mostly idle, beside TensorFlow's own (TF_NUM_INTRAOP_THREADS).
 * @throws RlelError unless RLEL_READERS is an integer from 0 (no threads) to 16.
 */
export function readerThreads(): number {
  const text = variable('RLEL_READERS');
  if (!text) return availableParallelism() > 1 ? 1 : 0;
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > MOST) {
    throw new RlelError(
      `RLEL_READERS=${text}: expected a number of reader threads from 0 (read without threads) to ${MOST}.`,
    );
  }
  return count;
}

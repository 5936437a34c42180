import type { Random } from '../../random/random';
import type { Batch, Reading } from './batches';
import { BatchStream } from './batchStream';

const BATCH = 128;

/** The size of the largest batch of parts of a data set. */
export const evaluationBatchSize = (parts: readonly Int32Array[]): number =>
  Math.min(BATCH, Math.max(...parts.map(({ length }) => length)));

/**
 * Samples in large batches, in order, each with its samples' indices; the caller disposes them. One is read ahead, since
 * they are large, or none where augmentation takes one stream through all of them.
 * @param augment the stream; null: no augmentation.
 */
export async function* evaluationBatches(
  reading: Reading,
  indices: Int32Array,
  augment: Random | null,
): AsyncGenerator<{ part: Int32Array; batch: Batch }> {
  const requests = Array.from({ length: Math.ceil(indices.length / BATCH) }, (_, i) => ({
    indices: indices.subarray(i * BATCH, (i + 1) * BATCH),
    random: augment,
  }));
  const batches = new BatchStream(reading, requests, augment ? 0 : Math.min(1, reading.reader.ahead));
  for (const { indices: part } of requests) yield { part, batch: (await batches.next()).batch };
}

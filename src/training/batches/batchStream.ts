import type { Random } from '../../random/random';
import { type Batch, type Reading, toBatch } from './batches';
import type { PreparedSamples } from './samples';

/** A batch to come. */
export interface BatchRequest {
  readonly indices: Int32Array;
  /** The stream for augmentation, which reading moves on; null: no augmentation. */
  readonly random: Random | null;
}

/**
 * Batches in the order of their requests; the next few are read while the caller works on one. Requests that share a
 * stream must not be read ahead, since each goes on where the one before has left it.
 */
export class BatchStream<Request extends BatchRequest> {
  private readonly coming: { readonly request: Request; readonly prepared: Promise<PreparedSamples> }[] = [];
  private readonly requests: Iterator<Request>;

  constructor(
    private readonly reading: Reading,
    requests: Iterable<Request>,
    private readonly ahead: number = reading.reader.ahead,
  ) {
    this.requests = requests[Symbol.iterator]();
  }

  /**
   * The next batch, which the caller disposes, with its request and the seconds that it took to come.
   * @throws RlelError when its images cannot be read.
   */
  async next(): Promise<{ request: Request; batch: Batch; waited: number }> {
    const asked = performance.now();
    while (this.coming.length <= this.ahead) {
      const { value: request, done } = this.requests.next();
      if (done) break;
      this.coming.push({ request, prepared: this.read(request) });
    }
    const next = this.coming.shift();
    if (!next) throw new RangeError('There is no batch after the last.');
    const { request } = next;
    const prepared = await next.prepared;
    if (prepared.random) request.random?.continueFrom(prepared.random);
    const batch = toBatch(this.reading, prepared);
    return { request, batch, waited: (performance.now() - asked) / 1000 };
  }

  private read({ indices, random }: Request): Promise<PreparedSamples> {
    const { data, reader } = this.reading;
    const samples = Array.from(indices, (index) => {
      const { values, crop } = data.samples[index];
      return { index, values, crop };
    });
    const prepared = reader.read({ samples, random: random?.state() ?? null });
    prepared.catch(() => {}); // told when the batch is due, which it may never be
    return prepared;
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import { openRawImages, type RawImages } from '../../datasets/rawImages';
import { RlelError } from '../../errors';
import { type Preparation, type PreparedSamples, prepareSamples, type SampleRequest } from './samples';

// The program of a reader thread. It loads no TensorFlow (.dependency-cruiser.cjs sees to that).

/** What a thread is started with. */
export interface ThreadSource {
  /** The decoded images. */
  readonly file: string;
  readonly preparation: Preparation;
}

/** The answer to a `SampleRequest`: the batch, or the message of an RlelError. */
export type ThreadReply = PreparedSamples | { readonly problem: string };

const { file, preparation } = workerData as ThreadSource;
const bytes = preparation.imageShape.reduce((product, length) => product * length);
let opened: RawImages | null = null;

parentPort?.on('message', (request: SampleRequest) => {
  try {
    opened ??= openRawImages(file, bytes);
    const prepared = prepareSamples(preparation, opened.read, request);
    parentPort?.postMessage(prepared, [prepared.images.buffer]);
  } catch (error) {
    if (!(error instanceof RlelError)) throw error;
    parentPort?.postMessage({ problem: error.message });
  }
});

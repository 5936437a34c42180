import type { Dataset } from '../../datasets/dataset';
import { readerThreads } from './readerThreads';
import { type Preparation, prepareSamples, type SampleReader } from './samples';
import { ThreadReader } from './threadReader';

/**
 * A reader with `readerThreads()` threads; data whose images are in no file (`imagesFile`) are read without.
 * @throws RlelError for a bad RLEL_READERS.
 */
export function openReader(data: Dataset, preparation: Preparation): SampleReader {
  const threads = readerThreads();
  if (threads > 0 && data.imagesFile) return new ThreadReader({ file: data.imagesFile, preparation }, threads);
  return {
    ahead: 0,
    read: async (request) =>
      prepareSamples(preparation, (index, into, offset) => data.readImage(index, into, offset), request),
    close: async () => {},
  };
}

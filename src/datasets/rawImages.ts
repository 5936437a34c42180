import { closeSync, openSync, readSync } from 'node:fs';
import { RlelError } from '../errors';

/** Decoded images one after the other in a file, all of the same number of bytes. */
export interface RawImages {
  /** Copies image `index` to `into` from `offset` on. @throws RlelError naming the file when it cannot be read. */
  read(index: number, into: Uint8Array, offset: number): void;
  close(): void;
}

/**
 * @param bytes of each image.
 * @throws RlelError naming the file when it cannot be opened.
 */
export function openRawImages(file: string, bytes: number): RawImages {
  const descriptor = named(file, () => openSync(file, 'r'));
  return {
    read(index, into, offset) {
      const got = named(file, () => readSync(descriptor, into, offset, bytes, index * bytes));
      if (got !== bytes) throw new RlelError(`${file}: cut off while in use. Start again.`);
    },
    close: () => closeSync(descriptor),
  };
}

function named<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new RlelError(`${file}: the decoded images cannot be read (${code}). Start again: they are made anew.`);
  }
}

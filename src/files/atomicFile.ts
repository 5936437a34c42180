import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { StorageError } from '../errors';

/**
 * Writes a whole file or nothing: temporary name → fsync → rename → fsync of the folder.
 * A crash leaves the old file, or none; a full disk raises and removes the temporary file.
 * @throws StorageError naming the file when the disk is full or the folder cannot be written.
 */
export function writeFileAtomic(file: string, data: string | Uint8Array | readonly Uint8Array[]): void {
  const folder = path.dirname(file);
  const temporary = `${file}.tmp-${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    const descriptor = openSync(temporary, 'w');
    try {
      const parts = typeof data === 'string' ? [Buffer.from(data)] : data instanceof Uint8Array ? [data] : data;
      for (const part of parts) {
        for (let at = 0; at < part.length; ) at += writeSync(descriptor, part, at, part.length - at);
      }
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
    syncFolder(folder);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw storageError(error, file);
  }
}

/** Makes a rename in `folder` durable. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Says in the user's terms why `file` could not be written; other errors are returned as they are. */
export function storageError(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new StorageError(
      `${file}: the disk is full (${code}). Nothing was damaged: free some space and start the same command again.`,
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new StorageError(
      `${file}: cannot be written (${code}). Give write permission to this folder or choose another.`,
    );
  }
  return error;
}

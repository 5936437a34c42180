import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from './makeFolder';
import { systemError } from './systemError';

/**
 * Writes a whole file or nothing: temporary name → fsync → rename → fsync of the folder.
 * A crash leaves the old file, or none; a full disk raises and removes the temporary file.
 * @throws StorageError naming the file when the disk is full or the folder cannot be written; RlelError for a path that
 * cannot be.
 */
export function writeFileAtomic(file: string, data: string | Uint8Array | readonly Uint8Array[]): void {
  const folder = path.dirname(file);
  const temporary = `${file}.tmp-${process.pid}`;
  try {
    makeFolder(folder);
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
    if (existsSync(temporary)) rmSync(temporary);
    throw systemError(error, file);
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

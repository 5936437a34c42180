import { RlelError, StorageError } from '../errors';

/** What is wrong and what to do, by the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'not there. Give the path of what is there',
  ENOTDIR: 'a part of this path is a file, not a folder. Give another path',
  EEXIST: 'there is a file where a folder is needed. Give another path',
  EISDIR: 'a folder, where a file is expected. Give a file',
  ENOTEMPTY: 'there is something in the way. Move it, or give another path',
  ENAMETOOLONG: 'the name is too long for this file system. Give a shorter path',
  ELOOP: 'a link that leads to itself. Give another path',
  EXDEV: 'part of this folder lies on another disk. Give a folder that lies on one',
  EMFILE: 'this process may open no more files. Raise the limit ("ulimit -n 4096") and start the same command again',
  ENFILE: 'the system may open no more files. Close some programs and start the same command again',
  ENOMEM: 'there is too little memory. Close some programs, or start fewer processes side by side (--jobs)',
  EIO: 'the disk does not answer as it should. Look after it, then start the same command again',
  ESTALE: 'the network’s file system has lost this file. Start the same command again',
};

/** Why a system refused, by its code, and what to do; null for a code that is not known. */
export const systemReason = (code: string): string | null =>
  NO_PERMISSION.includes(code)
    ? 'cannot be read or written. Give yourself permission to it, or choose another'
    : (REASONS[code] ?? null);
const NO_PERMISSION = ['EACCES', 'EROFS', 'EPERM'];

/** From this many numbers on, an array that cannot be had is one that is too large. */
const LARGE = 1e8;

/**
 * Says in the user's terms what the system refused: a file or folder that cannot be read or written, memory that is not
 * there. Other errors are returned as they are.
 * @param file what was worked on; left out: what the error itself names.
 */
export function systemError(error: unknown, file?: string): unknown {
  if (!(error instanceof Error) || error instanceof RlelError) return error;
  const { code, path = file, syscall, message: said } = error as NodeJS.ErrnoException;
  if (isOutOfMemory(said)) {
    return new RlelError(
      `There is too little memory for this (${firstLine(said)}). Choose fewer levels, a narrower code or smaller batches, or start fewer processes side by side.`,
    );
  }
  if (!code || !syscall) return error;
  const place = file ?? path ?? 'A file';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new StorageError(
      `${place}: the disk is full (${code}). Nothing was damaged: free some space and start the same command again.`,
    );
  }
  const reason = systemReason(code);
  if (reason === null) return error;
  const message = `${place}: ${reason} (${code}).`;
  return NO_PERMISSION.includes(code) ? new StorageError(message) : new RlelError(message);
}

/** TensorFlow's, and JavaScript's of an array that is too large. */
function isOutOfMemory(message: string): boolean {
  const [, length] = /^Invalid typed array length: (\d+)$/.exec(message) ?? [];
  return /OOM when allocating|Array buffer allocation failed/.test(message) || Number(length) >= LARGE;
}

/** The line that says what could not be had, without TensorFlow's status before it. */
const firstLine = (message: string): string =>
  (message.split('\n').find((line) => /alloc|length/i.test(line)) ?? message).replace(/^Message: /, '').trim();

/**
 * An error that the user can act on: the message names the place (file, row, option), what was expected and what
 * to do. The command line prints it without a stack.
 */
export class RlelError extends Error {
  override name = 'RlelError';
}

/** A disk that is full or may not be written: what comes next would fail alike. */
export class StorageError extends RlelError {}

/**
 * A label encoding E: row n is the code of level n. Binary (0 and 1), as the codes of BEL, SA and AE, or real, as the
 * measured encoder, where a row of NaN is a level that was never seen.
 */
export interface Code {
  /** N. */
  readonly levels: number;
  /** M. */
  readonly width: number;
  /** Row-major [levels, width]. */
  readonly values: ArrayLike<number>;
}

/** A code of 0 and 1. */
export interface BinaryCode extends Code {
  readonly values: Uint8Array;
}

/** Whether a code's numbers are all 0 or 1. */
export const isBinary = ({ values }: Code): boolean => Array.from(values).every((value) => value === 0 || value === 1);

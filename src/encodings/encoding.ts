/**
 * A binary label encoding E: row n is the code of level n.
 * `bits` is row-major [levels, width], each 0 or 1.
 */
export interface Encoding {
  readonly name: string;
  readonly levels: number;
  readonly width: number;
  readonly bits: Uint8Array;
}

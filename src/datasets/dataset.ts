/** Where a data set comes from: the paper's own, freely available real data that stand in, or generated here. */
export type DataSource = 'official' | 'open' | 'twin';

export interface Sample {
  /** The image's name in the data set's label file. */
  readonly id: string;
  /** The label in the data set's unit. */
  readonly value: number;
}

/** Indices into `samples`. */
export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/** Decoded images with their labels. Images stay on disk (decoded, uint8) and are read a sample at a time. */
export interface Dataset {
  readonly folder: string;
  readonly source: DataSource;
  /** SHA-256 (hex) over every label row and every image's bytes, in order. */
  readonly fingerprint: string;
  readonly unit: string;
  /** [height, width, channels]; channels in B, G, R order. */
  readonly imageShape: readonly [number, number, number];
  readonly samples: readonly Sample[];
  readonly split: Split;
  /** Copies image `index` (uint8, height × width × channels, row-major) to `into` from `offset` on. */
  readImage(index: number, into: Uint8Array, offset: number): void;
  close(): void;
}

import type { TwinKind } from './twins/folder';

/** Where a data set comes from: the paper's own, freely available real data that stand in, or generated here. */
export const DATA_SOURCES = ['official', 'open', 'twin'] as const;
/** One of `DATA_SOURCES`. */
export type DataSource = (typeof DATA_SOURCES)[number];

/** A label's name with its usual range, where data say it: it differs from the benchmark's, or they name the label themselves. */
export interface LabelOverride {
  readonly name: string;
  readonly range: readonly [number, number];
  readonly levels: number;
}

/** The square of an image that holds a face, in the image's pixels. */
export interface Crop {
  readonly centre: readonly [number, number];
  readonly side: number;
}

/** A landmark image is decoded with this much around its square: what scale 1.25 and 30° of rotation can bring in. */
export const WARP_MARGIN = 1.75;

/** An image's name and labels. */
export interface Sample {
  /** The image's name in the data set, with "#n" for the n-th face of an image that has several. */
  readonly id: string;
  /** The labels in the data set's unit; for landmarks x, y of each point in the image's pixels. */
  readonly values: readonly number[];
  /** Landmarks: what the network's coordinates refer to. */
  readonly crop?: Crop;
  /** Parts of the test set that errors are also given for: "challenging", "occlusion". */
  readonly subsets?: readonly string[];
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
  /** The layout it was read in: "300w", "biwi". */
  readonly format: string;
  readonly source: DataSource;
  /** Which synthetic twin, but for its seed; left out: it is none. */
  readonly twin?: TwinKind;
  /** SHA-256 (hex) over every label row and every image's bytes, in order. */
  readonly fingerprint: string;
  readonly unit: string;
  /** [height, width, channels] of the decoded images, which may be larger than what the network sees. */
  readonly imageShape: readonly [number, number, number];
  readonly samples: readonly Sample[];
  readonly split: Split;
  /** Where the data name their labels: these, with a range and levels that fit them. */
  readonly proposed?: readonly LabelOverride[];
  /** How the folder was read where there was a choice, and what was passed over. */
  readonly notes?: readonly string[];
  /** What the user's list of broken samples left out. */
  readonly leftOut?: readonly string[];
  /** Landmarks: the point of the mirrored image that lies where point i does. */
  readonly mirror?: readonly number[];
  /** The file that `readImage` reads: all images, one after the other. Left out: only `readImage` knows them. */
  readonly imagesFile?: string;
  /** Copies image `index` (uint8, height × width × channels, row-major) to `into` from `offset` on. */
  readImage(index: number, into: Uint8Array, offset: number): void;
  close(): void;
}

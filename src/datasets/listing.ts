import { createHash } from 'node:crypto';
import { RlelError } from '../errors';
import { Random } from '../random/random';
import type { DataSource, Dataset, LabelOverride, Sample, Split } from './dataset';
import { openImageCache, type Source } from './imageCache';
import { unmirrored } from './paths';
import type { DecodedImage, Region } from './resize';
import type { TwinKind } from './twins/folder';

/** A sample as a layout's reader finds it, before any image is decoded. */
export interface ListedSample extends Sample {
  /** Label file and row, for messages. */
  readonly place: string;
  /** The file that holds the image. */
  readonly file: string;
  readonly part: 'train' | 'validation' | 'test';
  /** Where labels say which part of the image is kept: that part, before it is cut at the image's edges. */
  readonly region?: Region;
  /** Samples of one person or sequence are never split between training and validation. Left out: of one image. */
  readonly group?: string;
}

/** What is in a folder. */
export interface Listing {
  readonly samples: readonly ListedSample[];
  /** Samples that are in the folder, and left out because of what they show. */
  readonly skipped?: number;
  readonly unit: string;
  readonly mirror?: readonly number[];
  /** Where the data name their labels: these, with a range and levels that fit them. */
  readonly proposed?: readonly LabelOverride[];
  /** [height, width] of decoded images for a network that takes `imageSize`. */
  decodedSize(imageSize: readonly [number, number]): readonly [number, number];
  /** One sample's image as it is, with its file's bytes (for the fingerprint). */
  read(sample: ListedSample): Promise<{ bytes: Uint8Array; picture: DecodedImage }>;
  /** The part of the image that is kept: uint8 [height, width, 3]. */
  prepare(sample: ListedSample, picture: DecodedImage, decodedSize: readonly [number, number]): Uint8Array;
  /** Closes what was opened to list. */
  close?(): void;
}

/**
 * How an image without labels is decoded: what its data set's reader would keep of it, for a network that takes
 * `imageSize` [height, width].
 * @param region the part that is kept; left out: what the reader keeps of an image of which nothing is known. For landmarks
 * the square that the network's coordinates refer to.
 */
export type Unlabelled = (picture: DecodedImage, imageSize: readonly [number, number], region?: Region) => DecodedImage;

export interface OpenOptions {
  readonly folder: string;
  readonly format: string;
  readonly source: DataSource;
  readonly twin?: TwinKind;
  /** [height, width] of the network's images. */
  readonly imageSize: readonly [number, number];
  readonly cacheFolder: string;
  /** The training samples to use, by id; null: all. */
  readonly trainIds: ReadonlySet<string> | null;
  readonly notes?: readonly string[];
  readonly leftOut?: readonly string[];
  readonly onProgress?: (done: number, total: number) => void;
}

/** Share of the training samples that are held out to choose between candidates and epochs, where no list says which. */
const VALIDATION = 0.1;
const SPLIT_SEED = 1;
/** A part needs this many samples. */
const SMALLEST = 2;

/** Decodes a listing's images and splits it. @throws RlelError for a part that is empty, or an image that fails. */
export async function openListing(listing: Listing, options: OpenOptions): Promise<Dataset> {
  const { folder, format, source, twin, imageSize, cacheFolder, notes, leftOut, onProgress } = options;
  const size = listing.decodedSize(imageSize);
  const shape = [...size, 3] as [number, number, number];
  const sources = listing.samples.map(
    (sample): Source => ({
      place: sample.place,
      file: sample.file,
      identity: [sample.id, sample.values, sample.crop ?? null, sample.part, ...(sample.region ? [sample.region] : [])],
      async decode() {
        const { bytes, picture } = await listing.read(sample);
        return { bytes, pixels: listing.prepare(sample, picture, size) };
      },
    }),
  );
  try {
    const images = await openImageCache(sources, shape, format, cacheFolder, onProgress);
    return {
      folder,
      format,
      source,
      twin,
      fingerprint: images.fingerprint,
      unit: listing.unit,
      imageShape: shape,
      samples: listing.samples.map(({ id, values, crop, subsets }) => ({ id, values, crop, subsets })),
      split: split(listing.samples, options),
      mirror: listing.mirror,
      proposed: listing.proposed,
      notes,
      leftOut,
      imagesFile: images.file,
      readImage: (index, into, offset) => images.read(index, into, offset),
      close: () => images.close(),
    };
  } finally {
    listing.close?.();
  }
}

/** The image of a face: its id without "#n". */
export const imageOf = (id: string): string => id.replace(/#\d+$/, '');
/** The image that a sample's image is, or is a mirrored copy of. */
export const originalOf = (id: string): string => unmirrored(imageOf(id));

function split(samples: readonly ListedSample[], { folder, trainIds }: OpenOptions): Split {
  const indices = (part: string) => samples.flatMap((sample, i) => (sample.part === part ? [i] : []));
  const listed = { train: indices('train'), validation: indices('validation'), test: indices('test') };
  const used = trainIds ? listed.train.filter((i) => trainIds.has(samples[i].id)) : listed.train;
  const [train, validation] =
    listed.validation.length > 0
      ? [used, listed.validation]
      : holdOut(used, (i) => samples[i].group ?? originalOf(samples[i].id));
  for (const [part, members] of Object.entries({ train, validation, test: listed.test })) {
    if (members.length < SMALLEST) {
      throw new RlelError(`${folder}: ${members.length} samples to ${part}, expected at least ${SMALLEST}.`);
    }
  }
  return {
    train: Int32Array.from(train),
    validation: Int32Array.from(validation),
    test: Int32Array.from(listed.test),
  };
}

/** Groups drawn in a seeded order until a tenth of the samples is held out; at least one group stays to train. */
function holdOut(indices: readonly number[], groupOf: (index: number) => string): [number[], number[]] {
  const groupOfEach = indices.map(groupOf);
  const sizes = new Map<string, number>();
  for (const group of groupOfEach) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const groups = [...sizes];
  const order = Random.from(SPLIT_SEED, 'validation').shuffle(Int32Array.from(groups.keys()));
  const held = new Set<string>();
  const wanted = Math.max(VALIDATION * indices.length, SMALLEST);
  let count = 0;
  for (const g of order) {
    if (count >= wanted || held.size >= groups.length - 1) break;
    const [group, size] = groups[g];
    held.add(group);
    count += size;
  }
  const isHeld = groupOfEach.map((group) => held.has(group));
  return [indices.filter((_, i) => !isHeld[i]), indices.filter((_, i) => isHeld[i])];
}

/** SHA-256 (hex) of which samples train, validate and test, and which parts of the test set they count to. */
export function splitHash({ samples, split: parts }: Dataset): string {
  const digest = createHash('sha256');
  for (const indices of [parts.train, parts.validation, parts.test]) {
    digest.update(JSON.stringify(Array.from(indices, (i) => samples[i].id)));
  }
  const subsets = Array.from(parts.test, (i) => samples[i].subsets ?? []);
  if (subsets.some((names) => names.length > 0)) digest.update(JSON.stringify(subsets));
  return digest.digest('hex');
}

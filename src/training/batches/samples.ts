import type { Dataset, Sample } from '../../datasets/dataset';
import { Random } from '../../random/random';
import { augmentSteering, centreCrop, cropMirrorPose, type Pixels, randomCrop, warpFace } from '../augmentation';
import type { TrainingConfig } from '../config';
import { cut } from '../labelGrid';

// Reading and augmentation, without TensorFlow and on plain data: reader threads do the same work.

/** What all samples of a data set are prepared with. */
export interface Preparation {
  /** [height, width, channels] of the decoded images. */
  readonly imageShape: Dataset['imageShape'];
  /** [height, width] of the network's images. */
  readonly imageSize: readonly [number, number];
  /** Landmarks: the point of the mirrored image that lies where point i does. */
  readonly mirror: readonly number[];
  readonly augmentation: TrainingConfig['augmentation'];
  /** Landmark coordinates are cut to integers, as published. */
  readonly truncated: boolean;
}

/** A batch to prepare. */
export interface SampleRequest {
  /** In batch order; `index` is the image's. */
  readonly samples: readonly (Pick<Sample, 'values' | 'crop'> & { readonly index: number })[];
  /** Where the stream for augmentation stands (`Random.state`); null: no augmentation. */
  readonly random: readonly number[] | null;
}

export interface PreparedSamples {
  /** What the network sees: [K, height, width, channels], 0…255. */
  readonly images: Float32Array<ArrayBuffer>;
  /** The label values that belong to them, [K][outputs]: grid coordinates for landmarks. */
  readonly values: readonly (readonly number[])[];
  /** Where the stream for augmentation stands now. */
  readonly random: readonly number[] | null;
}

/** Prepares batches, here or in threads; the same request gives the same bits either way. */
export interface SampleReader {
  /** How many batches are worth asking for before they are needed. */
  readonly ahead: number;
  /** @throws RlelError when images cannot be read. */
  read(request: SampleRequest): Promise<PreparedSamples>;
  /** Ends its threads; what has been asked for may be lost. */
  close(): Promise<void>;
}

/** Reads a batch's images with `readImage` and augments them. */
export function prepareSamples(
  preparation: Preparation,
  readImage: Dataset['readImage'],
  { samples, random }: SampleRequest,
): PreparedSamples {
  const { imageShape, imageSize } = preparation;
  const [height, width, channels] = imageShape;
  const source = new Uint8Array(height * width * channels);
  const size = imageSize[0] * imageSize[1] * channels;
  const images = new Float32Array(samples.length * size);
  const augment = random && Random.fromState(random);
  const values = samples.map((sample, k) => {
    readImage(sample.index, source, 0);
    const pixels: Pixels = {
      source,
      from: 0,
      sourceSize: [height, width],
      into: images,
      at: k * size,
      size: imageSize,
    };
    return prepare(pixels, preparation, sample, augment);
  });
  return { images, values, random: augment?.state() ?? null };
}

function prepare(
  pixels: Pixels,
  { augmentation, mirror, truncated }: Preparation,
  { values, crop }: Pick<Sample, 'values' | 'crop'>,
  augment: Random | null,
): readonly number[] {
  if (crop) {
    const grid = warpFace(pixels, values, crop, mirror, augmentation === 'warp' ? augment : null);
    return truncated ? grid.map(cut) : grid;
  }
  if (augment) {
    switch (augmentation) {
      case 'steering':
        return [augmentSteering(pixels, values[0], augment)];
      case 'crop':
        randomCrop(pixels, augment);
        return values;
      case 'crop-mirror':
        return cropMirrorPose(pixels, values, augment);
    }
  }
  centreCrop(pixels);
  return values;
}

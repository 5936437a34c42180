import type { Dataset } from '../datasets/dataset';
import { tf } from '../engine/tensorflow';
import type { LabelSpace } from '../labels/labelSpace';
import type { OutputGroup } from '../networks/network';
import type { Random } from '../random/random';
import { augmentSteering, centreCrop, cropMirrorPose, type Pixels, randomCrop, toGrid, warpFace } from './augmentation';
import type { TrainingConfig } from './config';

/** Outputs that share a label space. The groups together cover a sample's labels, in order. */
export interface LabelGroup extends OutputGroup {
  readonly space: LabelSpace;
}

/** What a batch is read with. */
export interface Reading {
  readonly data: Dataset;
  readonly groups: readonly LabelGroup[];
  /** [height, width] of the network's images. */
  readonly imageSize: readonly [number, number];
  readonly config: Pick<TrainingConfig, 'augmentation' | 'oddities'>;
}

export interface Batch {
  /** [K, height, width, 3], 0…255. */
  readonly images: tf.Tensor4D;
  /** Real-valued levels, one [L, K] a group. */
  readonly labels: readonly tf.Tensor2D[];
}

/**
 * Reads samples into tensors, which the caller disposes.
 * @param augment the stream for augmentation; null: none.
 */
export function readBatch(reading: Reading, indices: Int32Array, augment: Random | null): Batch {
  const { groups, imageSize } = reading;
  const [height, width] = imageSize;
  const count = indices.length;
  const { images, values } = readSamples(reading, indices, augment);
  let position = 0;
  const labels = groups.map(({ outputs, space }) => {
    const levels = new Float32Array(outputs * count); // [L, K]
    for (let l = 0; l < outputs; l++) {
      for (let k = 0; k < count; k++) levels[l * count + k] = space.toLevel(values[k][position + l]);
    }
    position += outputs;
    return tf.tensor2d(levels, [outputs, count]);
  });
  return { images: tf.tensor4d(images, [count, height, width, 3]), labels };
}

/** The images as the network sees them, and the label values that belong to them: grid coordinates for landmarks. */
function readSamples(reading: Reading, indices: Int32Array, augment: Random | null) {
  const { data, imageSize } = reading;
  const [height, width, channels] = data.imageShape;
  const source = new Uint8Array(height * width * channels);
  const size = imageSize[0] * imageSize[1] * channels;
  const images = new Float32Array(indices.length * size);
  const values = Array.from(indices, (index, k) => {
    data.readImage(index, source, 0);
    const pixels: Pixels = {
      source,
      from: 0,
      sourceSize: [height, width],
      into: images,
      at: k * size,
      size: imageSize,
    };
    return prepare(pixels, reading, index, augment);
  });
  return { images, values };
}

function prepare(pixels: Pixels, { data, config }: Reading, index: number, augment: Random | null): readonly number[] {
  const { values, crop } = data.samples[index];
  if (crop) {
    const random = config.augmentation === 'warp' ? augment : null;
    const grid = warpFace(pixels, values, crop, data.mirror ?? [], random);
    return config.oddities.includes('truncated-coordinates') ? grid.map((value) => Math.trunc(value) + 1) : grid;
  }
  if (augment) {
    switch (config.augmentation) {
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

/** The label values that the network learns for samples, without augmentation: [samples][outputs]. */
export function labelValues(reading: Reading, indices: Int32Array): (readonly number[])[] {
  const { data } = reading;
  return Array.from(indices, (index) => {
    const { values, crop } = data.samples[index];
    return crop ? values.map((value, i) => toGrid(value, crop.centre[i % 2], crop.side)) : values;
  });
}

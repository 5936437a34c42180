import type { Dataset } from '../datasets/dataset';
import { tf } from '../engine/tensorflow';
import type { LabelSpace } from '../labels/labelSpace';
import type { Random } from '../random/random';
import { augmentSteering } from './augmentation';

export interface Batch {
  /** [K, height, width, 3], 0…255. */
  readonly images: tf.Tensor4D;
  /** [K] real-valued levels. */
  readonly labels: tf.Tensor1D;
}

/**
 * Reads samples into tensors, which the caller disposes.
 * @param augment the stream for augmentation; null: none.
 */
export function readBatch(data: Dataset, space: LabelSpace, indices: Int32Array, augment: Random | null): Batch {
  const [height, width, channels] = data.imageShape;
  const size = height * width * channels;
  const pixels = new Uint8Array(indices.length * size);
  const labels = new Float32Array(indices.length);
  const floats = new Float32Array(pixels.length);
  indices.forEach((index, k) => {
    data.readImage(index, pixels, k * size);
    let value = data.samples[index].value;
    if (augment) value = augmentSteering(pixels, k * size, [height, width], value, floats, k * size, augment);
    labels[k] = space.toLevel(value);
  });
  if (!augment) floats.set(pixels);
  return {
    images: tf.tensor4d(floats, [indices.length, height, width, channels]),
    labels: tf.tensor1d(labels),
  };
}

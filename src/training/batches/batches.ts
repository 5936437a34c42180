import type { Dataset } from '../../datasets/dataset';
import { tf } from '../../engine/tensorflow';
import type { LabelSpace } from '../../labels/labelSpace';
import type { OutputGroup } from '../../networks/network';
import type { TrainingConfig } from '../config';
import { toGrid, truncates } from '../labelGrid';
import type { PreparedSamples, SampleReader } from './samples';

/** Outputs that share a label space. The groups together cover a sample's labels, in order. */
export interface LabelGroup extends OutputGroup {
  readonly space: LabelSpace;
}

/** What a batch is read with. */
export interface Reading {
  readonly data: Dataset;
  readonly reader: SampleReader;
  readonly groups: readonly LabelGroup[];
  /** [height, width] of the network's images. */
  readonly imageSize: readonly [number, number];
  readonly config: TrainingConfig;
}

export interface Batch {
  /** [K, height, width, 3], 0…255. */
  readonly images: tf.Tensor4D;
  /** Real-valued levels, one [L, K] a group. */
  readonly labels: readonly tf.Tensor2D[];
}

/** Makes tensors of prepared samples, which the caller disposes. */
export function toBatch({ groups, imageSize }: Reading, { images, values }: PreparedSamples): Batch {
  const [height, width] = imageSize;
  const count = values.length;
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

/** The label values that the network learns for samples, without augmentation: [samples][outputs]. */
export function labelValues({ data, config }: Reading, indices: Int32Array): (readonly number[])[] {
  const truncated = truncates(config);
  return Array.from(indices, (index) => toGrid(data.samples[index].values, data.samples[index], truncated));
}

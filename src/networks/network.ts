import type { tf } from '../engine/tensorflow';
import type { Random } from '../random/random';
import type { Parameter, StatisticsBuffer } from './parameter';

/** Outputs that share a label space, with one code layer: yaw (1), or all coordinates of L landmarks (2L). */
export interface OutputGroup {
  readonly name: string;
  readonly outputs: number;
}

/** How a network is run while training. Evaluation: null. */
export interface TrainingMode {
  /** The stream for dropout masks. */
  readonly random: Random;
  /** Normalise by the running statistics, not by the batch's, and leave them as they are. */
  readonly frozenStatistics: boolean;
}

/** A feature extractor. */
export interface Network {
  /** [height, width] of the images that it takes. */
  readonly imageSize: readonly [number, number];
  readonly parameters: readonly Parameter[];
  /** Width of its features; left out: θ. A network that can do without a layer θ says it. */
  readonly featureWidth?: number;
  /** Running statistics of batch normalisation; in checkpoints and weights beside the parameters. */
  readonly buffers: readonly StatisticsBuffer[];
  /**
   * @param images [K, height, width, 3], 0…255, channels in the data set's order.
   * @returns one [outputs, K, θ] a group; without a layer θ, what it would see.
   */
  features(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor3D[];
}

import type { tf } from '../engine/tensorflow';
import type { Random } from '../random/random';
import type { Parameter } from './parameter';

/** A feature extractor. */
export interface Network {
  /** [height, width] of the images that it takes. */
  readonly imageSize: readonly [number, number];
  readonly parameters: readonly Parameter[];
  /**
   * @param images [K, height, width, 3], 0…255, channels in B, G, R order.
   * @param dropout the stream for dropout masks while training; null: evaluation.
   * @returns [K, θ] features.
   */
  features(images: tf.Tensor4D, dropout: Random | null): tf.Tensor2D;
}

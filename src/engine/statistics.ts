import type { tf } from './tensorflow';

/** Batch normalisation's ε: PyTorch's default. */
export const EPSILON = 1e-5;

/** Mean and variance of each channel, [C] each. */
export type Statistics = readonly [mean: tf.Tensor, variance: tf.Tensor];

export interface Normalized {
  readonly y: tf.Tensor;
  /** The new running statistics (the old ones, where the batch has no part in them). */
  readonly running: Statistics;
  /** What `normalizeGradient` needs. */
  readonly reserve: readonly tf.Tensor[];
}

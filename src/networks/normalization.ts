import { tf } from '../engine/tensorflow';

/** Mean and standard deviation of each channel (R, G, B, of values in [0, 1]) that images are standardised by. */
export const IMAGE_STATISTICS = {
  imagenet: { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  /** The published age code's, of MORPH-II. */
  age: { mean: [0.5958, 0.4637, 0.4065], deviation: [0.2693, 0.2409, 0.2352] },
} as const;

export type ImageStatistics = keyof typeof IMAGE_STATISTICS;

/** [K, H, W, 3] of 0…255 → standardised. */
export function standardize(images: tf.Tensor4D, statistics: ImageStatistics): tf.Tensor4D {
  const { mean, deviation } = IMAGE_STATISTICS[statistics];
  const scale = deviation.map((value) => 1 / (255 * value));
  const shift = mean.map((value, c) => -value / deviation[c]);
  return tf.tidy(() => tf.add(tf.mul(images, scale), shift));
}

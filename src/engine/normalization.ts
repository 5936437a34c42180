import { addBias } from './activations';
import {
  type Attribute,
  executeMany,
  flag,
  float,
  hasOneDnn,
  integers,
  isGpu,
  NHWC,
  ONE_DNN,
  real,
  text,
} from './native';
import { tf } from './tensorflow';

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

/**
 * Batch normalisation of x [K, H, W, C], and ReLU where it is asked for. No gradient of its own.
 * @param running mean and variance.
 * @param momentum null: x is normalised by the running statistics; else by the batch's own, which have this weight in
 * the new running statistics (variance: unbiased).
 */
export function normalize(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  running: Statistics,
  momentum: number | null,
  relu: boolean,
): Normalized {
  if (momentum !== null && isNarrow(x)) return normalizePacked(x, scale, offset, running, momentum, relu);
  const inputs = [x, scale, offset, ...running];
  const averaging = real('exponential_avg_factor', momentum ?? 1);
  const fused = relu && hasOneDnn() && channelsOf(x) % VECTOR === 0;
  const outputs = fused
    ? executeMany(
        '_MklNativeFusedBatchNormEx',
        [...attributes(momentum !== null), averaging, ...WITH_RELU()],
        inputs,
        6,
      )
    : executeMany('FusedBatchNormV3', [...attributes(momentum !== null), averaging], inputs, 6);
  const [normalized, mean, variance, ...rest] = outputs;
  const y = relu && !fused ? tf.relu(normalized) : normalized;
  const reserve = fused ? [rest[0], rest[1], tf.zeros([0])] : rest; // the fused kernel's own mask is not needed
  // With running statistics the kernel leaves what it reserves unset: its gradient then takes those statistics.
  return momentum === null
    ? { y, running, reserve: [...running, reserve[2]] }
    : { y, running: [mean, variance], reserve };
}

/** The gradients of `normalize` (before ReLU) for x, scale and offset. */
export function normalizeGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  scale: tf.Tensor,
  reserve: readonly tf.Tensor[],
  batchStatistics: boolean,
): readonly [dx: tf.Tensor, dScale: tf.Tensor, dOffset: tf.Tensor] {
  if (batchStatistics && isNarrow(x)) {
    return packedGradient(dy, x, scale, reserve as unknown as Statistics);
  }
  const [dx, dScale, dOffset] = executeMany(
    'FusedBatchNormGradV3',
    attributes(batchStatistics),
    [dy, x, scale, ...reserve],
    5,
  );
  return [dx, dScale, dOffset];
}

function attributes(training: boolean): Attribute[] {
  return [float(), float('U'), real('epsilon', EPSILON), NHWC(), flag('is_training', training)];
}

const WITH_RELU = (): Attribute[] => [integers('num_side_inputs', 0), text('activation_mode', 'Relu'), ...ONE_DNN()];

// TensorFlow's kernel is several times slower for channels that do not fill the processor's vectors (18 and 270 in
// HRNet). There the normalisation is put together from matrix products with a row of ones (sums over pixels) and
// operations on "packed" pixels: neighbours are taken together until their channels fill whole vectors, which moves no
// data.

/** Fused with ReLU, channels have to fill whole vectors; else half of one will do. */
const VECTOR = 8;

const isNarrow = (x: tf.Tensor): boolean => !isGpu() && channelsOf(x) % (VECTOR / 2) !== 0 && packing(x) !== null;

const channelsOf = ({ shape }: tf.Tensor): number => shape[shape.length - 1] as number;

/** How many pixels fill whole vectors; null where all pixels cannot be divided so. */
function packing(x: tf.Tensor): number | null {
  const channels = channelsOf(x);
  let pixels = 1;
  while ((channels * pixels) % VECTOR !== 0) pixels *= 2;
  return (x.size / channels) % pixels === 0 ? pixels : null;
}

/** [K, H, W, C] → [KHW/g, gC], with g packed pixels. */
const packed = (x: tf.Tensor): tf.Tensor2D => tf.reshape(x, [-1, channelsOf(x) * (packing(x) ?? 1)]);

/** [C] → [gC], to go with packed pixels. */
const repeated = (values: tf.Tensor, view: tf.Tensor2D): tf.Tensor => tf.tile(values, [view.shape[1] / values.size]);

/** Sums over packed pixels: [KHW/g, gC] → [C]. */
function sums(view: tf.Tensor2D, channels: number): tf.Tensor {
  const total = tf.matMul(tf.ones([1, view.shape[0]]), view); // [1, gC]
  return tf.sum(tf.reshape(total, [-1, channels]), 0);
}

/** x·factor + offset for each channel, of packed pixels. */
const scaled = (view: tf.Tensor2D, factor: tf.Tensor, offset: tf.Tensor): tf.Tensor =>
  addBias(tf.mul(view, repeated(factor, view)), repeated(offset, view));

function normalizePacked(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  running: Statistics,
  momentum: number,
  relu: boolean,
): Normalized {
  const view = packed(x);
  const channels = channelsOf(x);
  const count = x.size / channels;
  const mean = tf.div(sums(view, channels), count);
  const variance = tf.div(sums(tf.squaredDifference(view, repeated(mean, view)), channels), count);
  const factor = tf.div(scale, tf.sqrt(tf.add(variance, EPSILON)));
  const y = scaled(view, factor, tf.sub(offset, tf.mul(mean, factor)));
  const unbiased = tf.mul(variance, count / (count - 1));
  const mix = (old: tf.Tensor, own: tf.Tensor) => tf.add(tf.mul(old, 1 - momentum), tf.mul(own, momentum));
  return {
    y: tf.reshape(relu ? tf.relu(y) : y, x.shape),
    running: [mix(running[0], mean), mix(running[1], unbiased)],
    reserve: [mean, variance],
  };
}

/**
 * With n pixels and x̂ = (x − mean)/√(variance + ε): dOffset = Σ dy, dScale = Σ dy·x̂, and
 * dx = scale/√(variance + ε) · (dy − dOffset/n − x̂·dScale/n).
 */
function packedGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  scale: tf.Tensor,
  [mean, variance]: Statistics,
): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const channels = channelsOf(x);
  const count = x.size / channels;
  const [arrived, view] = [packed(dy), packed(x)];
  const centred = tf.sub(view, repeated(mean, view)) as tf.Tensor2D;
  const inverse = tf.rsqrt(tf.add(variance, EPSILON));
  const dOffset = sums(arrived, channels);
  const dScale = tf.mul(inverse, sums(tf.mul(arrived, centred), channels));
  const factor = tf.mul(scale, inverse);
  const shift = tf.mul(factor, tf.div(dOffset, -count));
  const slope = tf.mul(tf.mul(factor, inverse), tf.div(dScale, -count));
  const dx = tf.add(tf.mul(arrived, repeated(factor, view)), scaled(centred, slope, shift));
  return [tf.reshape(dx, x.shape), dScale, dOffset];
}

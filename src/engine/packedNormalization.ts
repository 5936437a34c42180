import { addBias } from './activations';
import { isGpu } from './native';
import { EPSILON, type Normalized, type Statistics } from './statistics';
import { tf } from './tensorflow';

// TensorFlow's kernel is several times slower for channels that do not fill the processor's vectors (18 and 270 in
// HRNet). There the normalisation is put together from matrix products with a row of ones (sums over pixels) and
// operations on "packed" pixels: neighbours are taken together until their channels fill whole vectors, which moves no
// data. What there is one number a channel of is computed here, in float64.

/** Numbers in a vector; the kernel gets along with half of one. */
const VECTOR = 8;

/** Whether the batch normalisation of x [K, H, W, C] is better put together. */
export const isNarrow = (x: tf.Tensor): boolean =>
  !isGpu() && channelsOf(x) % (VECTOR / 2) !== 0 && packing(x) !== null;

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

/** A number for each channel, repeated to go with packed pixels: [gC]. */
function perChannel(values: ArrayLike<number>, view: tf.Tensor2D): tf.Tensor1D {
  const channels = values.length;
  return tf.tensor1d(Float32Array.from({ length: view.shape[1] }, (_, i) => values[i % channels]));
}

/** Sums over packed pixels, [KHW/g, gC], that are made for it and then disposed: C numbers. */
function sums(pixels: () => tf.Tensor, channels: number): Float64Array {
  const parts = tf.tidy(() => {
    const view = pixels() as tf.Tensor2D;
    return tf.matMul(tf.ones([1, view.shape[0]]), view).dataSync(); // gC
  });
  const result = new Float64Array(channels);
  for (let i = 0; i < parts.length; i++) result[i % channels] += parts[i];
  return result;
}

/** x·factor + offset for each channel, of packed pixels. */
const scaled = (view: tf.Tensor2D, factor: ArrayLike<number>, offset: ArrayLike<number>): tf.Tensor =>
  tf.tidy(() => addBias(tf.mul(view, perChannel(factor, view)), perChannel(offset, view)));

/** As `normalize`, by the batch's statistics; what it reserves are they. */
export function normalizePacked(
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
  const mean = sums(() => view, channels).map((sum) => sum / count);
  const squares = () => tf.squaredDifference(view, perChannel(mean, view));
  const variance = sums(squares, channels).map((sum) => sum / count);
  const [gamma, beta] = [scale.dataSync(), offset.dataSync()];
  const factor = variance.map((value, c) => gamma[c] / Math.sqrt(value + EPSILON));
  const y = scaled(
    view,
    factor,
    mean.map((value, c) => beta[c] - value * factor[c]),
  );
  const unbiased = variance.map((value) => (value * count) / (count - 1));
  const mix = (old: tf.Tensor, own: Float64Array): tf.Tensor => {
    const before = old.dataSync();
    return tf.tensor1d(Float32Array.from(own, (value, c) => (1 - momentum) * before[c] + momentum * value));
  };
  return {
    y: tf.reshape(relu ? tf.relu(y) : y, x.shape),
    running: [mix(running[0], mean), mix(running[1], unbiased)],
    reserve: [tf.tensor1d(Float32Array.from(mean)), tf.tensor1d(Float32Array.from(variance))],
  };
}

/**
 * As `normalizeGradient`, by the batch's statistics.
 * With n pixels and x̂ = (x − mean)/√(variance + ε): dOffset = Σ dy, dScale = Σ dy·x̂, and
 * dx = scale/√(variance + ε) · (dy − dOffset/n − x̂·dScale/n).
 */
export function packedGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  scale: tf.Tensor,
  statistics: Statistics,
): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const channels = channelsOf(x);
  const count = x.size / channels;
  const [arrived, view] = [packed(dy), packed(x)];
  const [mean, variance] = statistics.map((tensor) => tensor.dataSync());
  const centred = tf.sub(view, perChannel(mean, view)) as tf.Tensor2D;
  const inverse = Float64Array.from(variance, (value) => 1 / Math.sqrt(value + EPSILON));
  const dOffset = sums(() => arrived, channels);
  const dScale = sums(() => tf.mul(arrived, centred), channels).map((sum, c) => sum * inverse[c]);
  const gamma = scale.dataSync();
  const factor = inverse.map((value, c) => gamma[c] * value);
  const rest = scaled(
    centred,
    factor.map((value, c) => (-value * inverse[c] * dScale[c]) / count),
    factor.map((value, c) => (-value * dOffset[c]) / count),
  );
  centred.dispose();
  const dx = tf.tidy(() => tf.add(tf.mul(arrived, perChannel(factor, view)), rest));
  const [dGamma, dBeta] = [dScale, dOffset].map((values) => tf.tensor1d(Float32Array.from(values)));
  return [tf.reshape(dx, x.shape), dGamma, dBeta];
}

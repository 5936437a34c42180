import { type Attribute, executeMany, flag, float, hasOneDnn, integers, NHWC, ONE_DNN, real, text } from './native';
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
  if (momentum !== null && hasOneDnn() && isNarrow(x)) {
    const { statistics, running: updated } = batchStatistics(x, running, momentum);
    return { y: normalizePacked(x, scale, offset, statistics, relu), running: updated, reserve: statistics };
  }
  const inputs = [x, scale, offset, ...running];
  const averaging = real('exponential_avg_factor', momentum ?? 1);
  const fused = relu && hasOneDnn() && (x.shape[3] as number) % FUSED_CHANNELS === 0;
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
  if (batchStatistics && hasOneDnn() && isNarrow(x)) {
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

// oneDNN's normalisation is several times slower for channels that do not fill its vectors (18 and 270 in HRNet).
// There, neighbouring pixels are taken together as one pixel of twice as many channels ("packed"), which moves no data.

/** Fused with ReLU, channels have to fill whole vectors; else vectors of four will do. */
const FUSED_CHANNELS = 8;
const VECTOR = 4;
const PACK = 2;

const isNarrow = ({ shape }: tf.Tensor): boolean =>
  (shape[3] as number) % VECTOR !== 0 &&
  ((shape[3] as number) * PACK) % VECTOR === 0 &&
  (shape[2] as number) % PACK === 0;

/** [K, H, W, C] → [K, H, W/2, 2C]. */
function packed(x: tf.Tensor): tf.Tensor {
  const [count, height, width, channels] = x.shape as [number, number, number, number];
  return tf.reshape(x, [count, height, width / PACK, channels * PACK]);
}

/** [C] → [2C]. */
const repeated = (values: tf.Tensor): tf.Tensor => tf.concat([values, values]);
/** [2C] → [2, C]. */
const parts = (values: tf.Tensor): tf.Tensor => tf.reshape(values, [PACK, -1]);

/** The batch's own statistics (population variance), from those of the packed channels, and the new running ones. */
function batchStatistics(x: tf.Tensor, running: Statistics, momentum: number) {
  const view = packed(x);
  const channels = view.shape[3] as number;
  const [zeros, ones] = [tf.zeros([channels]), tf.ones([channels])];
  const inputs = [view, ones, zeros, zeros, ones];
  const [, means, variances] = executeMany(
    'FusedBatchNormV3',
    [...attributes(true), real('exponential_avg_factor', 1)],
    inputs,
    6,
  );
  const count = x.size / (x.shape[3] as number);
  const perPart = count / PACK;
  const mean = tf.mean(parts(means), 0);
  const within = tf.mul(parts(variances), (perPart - 1) / perPart); // [2, C]; the kernel's are unbiased
  const variance = tf.mean(tf.add(within, tf.square(tf.sub(parts(means), mean))), 0);
  const unbiased = tf.mul(variance, count / (count - 1));
  const mixed = [mean, unbiased].map((own, i) => tf.add(tf.mul(running[i], 1 - momentum), tf.mul(own, momentum)));
  return { statistics: [mean, variance] as Statistics, running: mixed as unknown as Statistics };
}

/** scale·(x − mean)/√(variance + ε) + offset, and ReLU. */
function normalizePacked(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  statistics: Statistics,
  relu: boolean,
): tf.Tensor {
  const inputs = [packed(x), ...[scale, offset, ...statistics].map(repeated)];
  const [y] = executeMany('FusedBatchNormV3', [...attributes(false), real('exponential_avg_factor', 1)], inputs, 6);
  return tf.reshape(relu ? tf.relu(y) : y, x.shape);
}

/**
 * With n pixels, x̂ = (x − mean)/√(variance + ε): dOffset = Σ dy, dScale = Σ dy·x̂, and
 * dx = scale/√(variance + ε) · (dy − dOffset/n − x̂·dScale/n). The kernel for fixed statistics gives both sums and the
 * first term; the others are a normalisation of x.
 */
function packedGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  scale: tf.Tensor,
  statistics: Statistics,
): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const [mean, variance] = statistics;
  const inputs = [packed(dy), packed(x), ...[scale, mean, variance].map(repeated), tf.zeros([0])];
  const [first, dScales, dOffsets] = executeMany('FusedBatchNormGradV3', attributes(false), inputs, 5);
  const [dScale, dOffset] = [dScales, dOffsets].map((sums) => tf.sum(parts(sums), 0));
  const count = x.size / (x.shape[3] as number);
  const factor = tf.mul(tf.div(scale, tf.sqrt(tf.add(variance, EPSILON))), -1 / count);
  const rest = normalizePacked(x, tf.mul(factor, dScale), tf.mul(factor, dOffset), statistics, false);
  return [tf.add(tf.reshape(first, x.shape), rest), dScale, dOffset];
}

import { type Attribute, executeMany, flag, float, hasOneDnn, integers, NHWC, ONE_DNN, real, text } from './native';
import { EPSILON, type Normalized, type Statistics } from './statistics';
import { tf } from './tensorflow';

/** Channels that the kernel fused with ReLU takes: whole vectors. */
const VECTOR = 8;

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
  const inputs = [x, scale, offset, ...running];
  const averaging = real('exponential_avg_factor', momentum ?? 1);
  const fused = relu && hasOneDnn() && (x.shape[3] as number) % VECTOR === 0;
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

import { tf } from '../engine/tensorflow';
import type { HeadContext, Method } from './method';

/** Direct regression: one output, L1 or L2 loss on the level, standardised by the training labels' mean and std. */
export const direct: Method = {
  name: 'direct',
  summary: 'one real-valued output; L1 or L2 loss (--direct-loss)',
  candidates: () => ['direct'],
  head(_candidate, { options, trainLevels }: HeadContext) {
    const { mean, std } = moments(trainLevels);
    return {
      outputs: 1,
      parameters: [],
      loss(codes, labels) {
        const error = tf.sub(tf.squeeze(codes, [1]), tf.div(tf.sub(labels, mean), std)); // [K]
        const total = tf.mean(options.directLoss === 'l1' ? tf.abs(error) : tf.square(error)) as tf.Scalar;
        return { total, parts: {} };
      },
      predict: (codes) => tf.add(tf.mul(tf.squeeze(codes, [1]), std), mean) as tf.Tensor1D,
    };
  },
};

function moments(values: Float32Array): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, std: Math.sqrt(variance) || 1 };
}

import { z } from 'zod';
import { tf } from '../engine/tensorflow';
import { setting } from '../settings/setting';
import { type Constants, defineMethod } from './method';

/**
 * Direct regression: one output, L1 or L2 loss on the level, standardised by the training labels' mean and std. The code
 * published with BEL takes the mean over samples, L2 in pose and L1 in landmarks and age, of labels as they are; it has no
 * layer θ in pose and landmarks (`theta: 0`), and one of width 1 in age.
 */
export const direct = defineMethod({
  name: 'direct',
  summary: 'one real-valued output; L1 or L2 loss',
  options: z.strictObject({
    loss: setting(z.enum(['l1', 'l2']).default('l1'), 'loss on the level'),
    reduction: setting(
      z.enum(['mean', 'sum']).default('mean'),
      'of the loss over samples and outputs; sum: as the other methods’, so that clipping is the same for all',
      { neutral: 'mean' },
    ),
  }),
  decoding: false,
  head(_candidate, { options, outputs, trainLevels, constants = moments(trainLevels, outputs) }) {
    const [means, deviations] = [constants.means, constants.deviations].map((row) => row.map((value) => [value])); // [L, 1]
    return {
      width: 1,
      parameters: [],
      constants,
      loss(codes, labels) {
        const wanted = tf.div(tf.sub(labels, means), deviations); // [L, K]
        const error = tf.sub(tf.squeeze(codes, [2]), wanted); // [L, K]
        const each = options.loss === 'l1' ? tf.abs(error) : tf.square(error);
        const total = options.reduction === 'sum' ? tf.sum(each) : tf.mean(each);
        return { total: total as tf.Scalar, parts: {} };
      },
      predict: (codes) => tf.add(tf.mul(tf.squeeze(codes, [2]), deviations), means) as tf.Tensor2D,
    };
  },
});

/** Mean and standard deviation of each row of [L, samples]. */
function moments(levels: Float32Array, outputs: number): Constants {
  const count = levels.length / outputs;
  const rows = Array.from({ length: outputs }, (_, l) => {
    const values = levels.subarray(l * count, (l + 1) * count);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
  return { means: rows.map(({ mean }) => mean), deviations: rows.map(({ deviation }) => deviation) };
}

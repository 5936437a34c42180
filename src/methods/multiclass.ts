import { z } from 'zod';
import { tf } from '../engine/tensorflow';
import { crossEntropyLoss } from '../losses/crossEntropy';
import { decode } from '../losses/decoding';
import { defineMethod } from './method';
import { nearestLevel } from './nearestLevel';
import { DECODER } from './options';

/** Multiclass classification: N scores, cross-entropy on the nearest level. */
export const multiclass = defineMethod({
  name: 'multiclass',
  summary: 'a class a level; cross-entropy on the nearest level',
  options: z.strictObject({ decoder: DECODER }),
  decoding: false,
  head: (_candidate, { levels, options }) => ({
    width: levels,
    parameters: [],
    loss(codes, labels) {
      const classes = tf.oneHot(nearestLevel(labels, levels), levels, 1, 0, 'float32'); // [L, K, N]
      return { total: crossEntropyLoss(codes, classes), parts: {} };
    },
    predict: (codes) => decode(codes, options.decoder) as tf.Tensor2D,
  }),
});

import { z } from 'zod';
import { tf } from '../engine/tensorflow';
import { softTargets } from '../labels/softTargets';
import { crossEntropyLoss } from '../losses/crossEntropy';
import { type Decoder, decode } from '../losses/decoding';
import { defineMethod, type Head } from './method';
import { nearestLevel } from './nearestLevel';
import { DECODER } from './options';

/**
 * Multiclass classification: N scores, cross-entropy on the nearest level, summed over samples and outputs. The code
 * published with BEL gives the likeliest level (`decoder: argmax`), and in pose and landmarks has no layer θ (`theta: 0`).
 */
export const multiclass = defineMethod({
  name: 'multiclass',
  summary: 'a class a level; cross-entropy on the nearest level',
  options: z.strictObject({ decoder: DECODER }),
  decoding: false,
  head: (_candidate, { levels, options }) =>
    scoresHead(levels, options.decoder, (labels) => tf.oneHot(nearestLevel(labels, levels), levels, 1, 0, 'float32')),
});

/** The control that has the soft targets φ of LEL and RLEL, and no code: their loss with D = 1. */
export const multiclassSoft = defineMethod({
  name: 'multiclass-soft',
  summary: 'a class a level; cross-entropy on the soft targets φ',
  options: z.strictObject({ decoder: DECODER }),
  decoding: false,
  control: true,
  head: (_candidate, { levels, options }) =>
    scoresHead(levels, options.decoder, (labels) => softTargets(labels, levels)),
});

/** A code that is the scores. @param targets labels [L, K] → [L, K, N], rows that sum to 1. */
const scoresHead = (levels: number, decoder: Decoder, targets: (labels: tf.Tensor2D) => tf.Tensor): Head => ({
  width: levels,
  parameters: [],
  loss: (codes, labels) => ({ total: crossEntropyLoss(codes, targets(labels)), parts: {} }),
  predict: (codes) => decode(codes, decoder) as tf.Tensor2D,
});

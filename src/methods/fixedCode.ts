import type { Code } from '../encodings/code';
import { requireBits } from '../encodings/requireCode';
import { gatherRows } from '../engine/gather';
import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { requireOneOf, requireOptions } from '../input/check';
import { softTargets } from '../labels/softTargets';
import { bceLoss, crossEntropyLoss } from '../losses/crossEntropy';
import { DECODERS, type Decoder, decode } from '../losses/decoding';
import type { Head } from './method';
import { nearestLevel } from './nearestLevel';

export const CODE_LOSSES = ['bce', 'ce'] as const;
/**
 * What trains a fixed code: `bce`, binary cross-entropy of the logits against the code of the nearest level, or `ce`,
 * cross-entropy of the scores on the soft targets φ, as LEL's (the code published with BEL: on the nearest level).
 */
export type CodeLoss = (typeof CODE_LOSSES)[number];

/**
 * The head of a code that is fixed before training (BEL, SA, AE): M logits, scores = logits·codeᵀ with the 0/1 code as
 * decoding matrix. All outputs use the same code.
 * @param options `loss` left out: bce.
 * @throws RlelError for what is no code of 0 and 1, an unknown decoder or loss, or, later, codes of another width.
 */
export function fixedCodeHead(encoding: Code, options: { readonly decoder: Decoder; readonly loss?: CodeLoss }): Head {
  requireOptions(options, 'fixedCodeHead: options', ['decoder'], ['loss']);
  const { decoder, loss: kind = 'bce' } = options;
  requireBits(encoding, 'fixedCodeHead: encoding');
  requireOneOf(decoder, 'fixedCodeHead: decoder', DECODERS);
  requireOneOf(kind, 'fixedCodeHead: loss', CODE_LOSSES);
  const { levels, width } = encoding;
  const rows = (): tf.Tensor2D => tf.tensor2d(Float32Array.from(encoding.values), [levels, width]); // [N, M]
  const scores = (codes: tf.Tensor3D): tf.Tensor => {
    requireTensor(codes, 'fixedCodeHead: codes', ['L', 'K', width]);
    const [outputs, batch] = codes.shape;
    const logits = tf.reshape(codes, [outputs * batch, width]); // [LK, M]
    const all = tf.matMul(logits as tf.Tensor2D, rows(), false, true); // [LK, N]
    return tf.reshape(all, [outputs, batch, levels]);
  };
  return {
    width,
    parameters: [],
    encoding,
    loss(codes, labels) {
      requireTensor(labels, 'fixedCodeHead: labels', ['L', 'K']);
      const total =
        kind === 'ce'
          ? crossEntropyLoss(scores(codes), softTargets(labels, levels))
          : bceLoss(codes, gatherRows(rows(), nearestLevel(labels, levels))); // [L, K, M]
      return { total, parts: {} };
    },
    predict: (codes) => tf.tidy(() => decode(scores(codes), decoder) as tf.Tensor2D),
  };
}

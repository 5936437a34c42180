import type { Code } from '../encodings/code';
import { requireBits } from '../encodings/requireCode';
import { gatherRows } from '../engine/gather';
import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { requireObject, requireOneOf } from '../input/check';
import { bceLoss } from '../losses/crossEntropy';
import { DECODERS, type Decoder, decode } from '../losses/decoding';
import type { Head } from './method';
import { nearestLevel } from './nearestLevel';

/**
 * The head of a code that is fixed before training (BEL, SA, AE): M logits, binary cross-entropy against the code of
 * the nearest level, scores = logits·codeᵀ with the 0/1 code as decoding matrix. All outputs use the same code.
 * @throws RlelError for what is no code of 0 and 1, an unknown decoder, or, later, codes of another width.
 */
export function fixedCodeHead(encoding: Code, options: { readonly decoder: Decoder }): Head {
  requireObject(options, 'fixedCodeHead: options', ['decoder']);
  const { decoder } = options;
  requireBits(encoding, 'fixedCodeHead: encoding');
  requireOneOf(decoder, 'fixedCodeHead: decoder', DECODERS);
  const { levels, width } = encoding;
  const rows = (): tf.Tensor2D => tf.tensor2d(Float32Array.from(encoding.values), [levels, width]); // [N, M]
  return {
    width,
    parameters: [],
    encoding,
    loss(codes, labels) {
      requireTensor(labels, 'fixedCodeHead: labels', ['L', 'K']);
      const bits = gatherRows(rows(), nearestLevel(labels, levels)); // [L, K, M]
      return { total: bceLoss(codes, bits), parts: {} };
    },
    predict: (codes) =>
      tf.tidy(() => {
        requireTensor(codes, 'fixedCodeHead: codes', ['L', 'K', width]);
        const [outputs, batch] = codes.shape;
        const logits = tf.reshape(codes, [outputs * batch, width]); // [LK, M]
        const scores = tf.matMul(logits as tf.Tensor2D, rows(), false, true); // [LK, N]
        return decode(tf.reshape(scores, [outputs, batch, levels]), decoder) as tf.Tensor2D;
      }),
  };
}

import type { Code } from '../encodings/code';
import { gatherRows } from '../engine/gather';
import { tf } from '../engine/tensorflow';
import { bceLoss } from '../losses/crossEntropy';
import { decode, nearestLevel } from './decode';
import type { Head } from './method';
import type { Decoder } from './options';

/**
 * The head of a code that is fixed before training (BEL, SA, AE): M logits, binary cross-entropy against the code of
 * the nearest level, scores = logits·codeᵀ with the 0/1 code as decoding matrix. All outputs use the same code.
 */
export function fixedCodeHead(encoding: Code, { decoder }: { readonly decoder: Decoder }): Head {
  const { levels, width } = encoding;
  const rows = (): tf.Tensor2D => tf.tensor2d(Float32Array.from(encoding.values), [levels, width]); // [N, M]
  return {
    width,
    parameters: [],
    encoding,
    loss(codes, labels) {
      const bits = gatherRows(rows(), nearestLevel(labels, levels)); // [L, K, M]
      return { total: bceLoss(codes, bits), parts: {} };
    },
    predict: (codes) =>
      tf.tidy(() => {
        const [outputs, batch] = codes.shape;
        const logits = tf.reshape(codes, [outputs * batch, width]); // [LK, M]
        const scores = tf.matMul(logits as tf.Tensor2D, rows(), false, true); // [LK, N]
        return decode(tf.reshape(scores, [outputs, batch, levels]), decoder);
      }),
  };
}

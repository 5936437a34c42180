import type { Encoding } from '../encodings/encoding';
import { tf } from '../engine/tensorflow';
import { bceLoss } from '../losses/crossEntropy';
import { decode, nearestLevel } from './decode';
import type { Head, MethodOptions } from './method';

/**
 * The head of a code that is fixed before training (BEL, SA, AE): M logits, binary cross-entropy against the code of
 * the nearest level, scores = logits·codeᵀ with the 0/1 code as decoding matrix.
 */
export function fixedCodeHead(encoding: Encoding, options: MethodOptions): Head {
  const { levels, width } = encoding;
  const rows = (): tf.Tensor2D => tf.tensor2d(Float32Array.from(encoding.bits), [levels, width]); // [N, M]
  return {
    outputs: width,
    parameters: [],
    encoding,
    loss(codes, labels) {
      const bits = tf.gather(rows(), nearestLevel(labels, levels)); // [K, M]
      return { total: bceLoss(codes, bits), parts: {} };
    },
    predict: (codes) => tf.tidy(() => decode(tf.matMul(codes, rows(), false, true), options.decoder)),
  };
}

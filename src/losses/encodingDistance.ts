import { recording } from '../engine/graph/recorder';
import { operation } from '../engine/operation';
import { requireTensor } from '../engine/requireTensor';
import { tf } from '../engine/tensorflow';
import { requireNumbers } from '../input/check';

/**
 * R1 of eq. 5: Σ_i Σ_j max(0, 2|y_i − y_j| − ‖Ẑ_i − Ẑ_j‖₁), summed over the outputs too.
 *
 * Distance and gradient are computed pair by pair in closed form, so that memory stays at one gradient of the codes'
 * size: no [K, K, M] tensor exists. Sums are in float64. Conventions of the published code: a zero difference has
 * gradient 0, and the hinge passes the gradient at exactly 0.
 *
 * @param codes [K, M], or [L, K, M] for L outputs.
 * @param labels [K], or [L, K], levels.
 * @returns a scalar, differentiable in `codes`.
 * @throws RlelError when the shapes do not fit, or a label is no finite number.
 */
export function encodingDistanceLoss(codes: tf.Tensor2D | tf.Tensor3D, labels: tf.Tensor): tf.Scalar {
  requireTensor(codes, 'encodingDistanceLoss: codes', ['K', 'M'], ['L', 'K', 'M']);
  requireTensor(labels, `encodingDistanceLoss: labels of codes [${codes.shape}]`, codes.shape.slice(0, -1));
  const [outputs, batch, width] = (codes.rank === 2 ? [1, ...codes.shape] : codes.shape) as [number, number, number];
  const loss = operation(
    { codes },
    (save) => {
      const [value, gradient] = recording()
        ? byProducts(tf.reshape(codes, [outputs, batch, width]), tf.reshape(labels, [outputs, batch]))
        : pairwise(codes.dataSync() as Float32Array, labels.dataSync(), outputs, batch, width);
      save([gradient]);
      return value;
    },
    (dy, [gradient]) => ({ codes: () => tf.mul(dy, tf.reshape(gradient, codes.shape)) }),
  );
  return loss as tf.Scalar;
}

/** Numbers of the largest tensor in a compiled step's R1. */
const PART = 2 ** 18;

/**
 * The same for a compiled step: part by part of the pairs, whose differences are a matrix product with rows that hold 1
 * for one sample and −1 for the other. With such rows I, differences are I·Z, and slopes S give the gradient Iᵀ·S.
 * @returns value, and gradient [L, K, M].
 */
function byProducts(codes: tf.Tensor3D, labels: tf.Tensor2D): [tf.Tensor, tf.Tensor] {
  const [outputs, batch, width] = codes.shape;
  const z = tf.reshape(tf.transpose(codes, [1, 0, 2]), [batch, outputs * width]) as tf.Tensor2D; // [K, LM]
  const y = tf.transpose(labels); // [K, L]
  const pairs = Array.from({ length: batch }, (_, i) => Array.from({ length: i }, (_, j) => [i, j])).flat();
  const count = Math.max(1, Math.floor(PART / (outputs * width)));
  const sums: tf.Tensor[] = [tf.scalar(0)];
  const gradients: tf.Tensor[] = [tf.zerosLike(z)];
  for (let from = 0; from < pairs.length; from += count) {
    const [first, second] = [0, 1].map((side) => {
      const samples = pairs.slice(from, from + count).map((pair) => pair[side]);
      return tf.oneHot(tf.tensor1d(samples, 'int32'), batch, 1, 0, 'float32');
    });
    const rows = tf.sub(first, second) as tf.Tensor2D; // [P, K]
    const differences = tf.reshape(tf.matMul(rows, z), [-1, outputs, width]);
    const hinge = tf.sub(tf.mul(2, tf.abs(tf.matMul(rows, y))), tf.sum(tf.abs(differences), 2)); // [P, L]
    const open = tf.cast(tf.greaterEqual(hinge, 0), 'float32');
    const slopes = tf.mul(tf.sign(differences), tf.expandDims(open, 2)); // [P, L, M]
    sums.push(tf.sum(tf.relu(hinge)));
    gradients.push(tf.matMul(rows, tf.reshape(slopes, [-1, outputs * width]) as tf.Tensor2D, true));
  }
  const gradient = tf.reshape(tf.mul(-2, tf.addN(gradients)), [batch, outputs, width]); // (i, j) and (j, i): twice
  return [tf.mul(2, tf.addN(sums)), tf.transpose(gradient, [1, 0, 2])];
}

/** Value, and gradient [L, K, M], by a loop: faster than the many small operations of `byProducts` one by one. */
function pairwise(
  z: Float32Array,
  y: ArrayLike<number>,
  outputs: number,
  batch: number,
  width: number,
): [tf.Tensor, tf.Tensor] {
  requireNumbers(y, 'encodingDistanceLoss: labels');
  const gradient = new Float32Array(z.length);
  let value = 0;
  for (let l = 0; l < outputs; l++) {
    for (let i = 0; i < batch; i++) {
      const a = (l * batch + i) * width;
      for (let j = i + 1; j < batch; j++) {
        const b = (l * batch + j) * width;
        let distance = 0;
        for (let m = 0; m < width; m++) distance += Math.abs(z[a + m] - z[b + m]);
        const hinge = 2 * Math.abs(y[l * batch + i] - y[l * batch + j]) - distance;
        if (hinge < 0) continue;
        value += 2 * hinge; // the pair (i, j) and the pair (j, i)
        for (let m = 0; m < width; m++) {
          const sign = 2 * (+(z[a + m] > z[b + m]) - +(z[a + m] < z[b + m])); // faster than Math.sign
          gradient[a + m] -= sign;
          gradient[b + m] += sign;
        }
      }
    }
  }
  return [tf.scalar(value), tf.tensor(gradient, [outputs, batch, width])];
}

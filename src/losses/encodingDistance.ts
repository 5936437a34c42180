import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';

/**
 * R1 of eq. 5: Σ_i Σ_j max(0, 2|y_i − y_j| − ‖Ẑ_i − Ẑ_j‖₁), summed over the outputs too.
 *
 * Distance and gradient are computed pair by pair in closed form, so that memory stays at one gradient of the codes'
 * size: no [K, K, M] tensor exists. Sums are in float64. Conventions of the published code: a zero difference has
 * gradient 0, and the hinge passes the gradient at exactly 0.
 *
 * @param codes [K, M], or [L, K, M] for L outputs.
 * @param labels [K] or [L, K] levels.
 * @returns a scalar, differentiable in `codes`.
 * @throws RlelError when the shapes do not fit.
 */
export function encodingDistanceLoss(codes: tf.Tensor2D | tf.Tensor3D, labels: tf.Tensor): tf.Scalar {
  const shape = codes.rank === 2 ? [1, ...codes.shape] : codes.shape;
  const [outputs, batch, width] = shape as [number, number, number];
  if (labels.size !== outputs * batch) {
    throw new RlelError(
      `encodingDistanceLoss: codes of shape [${codes.shape}] need ${outputs * batch} labels, got [${labels.shape}].`,
    );
  }
  const y = labels.dataSync();
  const loss = tf.customGrad((...inputs: unknown[]) => {
    const z = inputs[0] as tf.Tensor;
    const { value, gradient } = pairwise(z.dataSync() as Float32Array, y, outputs, batch, width);
    return {
      value: tf.scalar(value),
      gradFunc: (dy: tf.Tensor) => tf.mul(dy, tf.tensor(gradient, z.shape)),
    };
  });
  return loss(codes) as tf.Scalar;
}

function pairwise(z: Float32Array, y: ArrayLike<number>, outputs: number, batch: number, width: number) {
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
  return { value, gradient };
}

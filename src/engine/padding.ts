import { tf } from './tensorflow';

/** x [K, H, W, C] with `pad` zeros on all four sides of each map. */
export function padded(x: tf.Tensor4D, pad: number): tf.Tensor4D {
  const border: [number, number] = [pad, pad];
  return tf.pad(x, [[0, 0], border, border, [0, 0]]) as tf.Tensor4D;
}

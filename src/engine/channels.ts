import { tf } from './tensorflow';

// TensorFlow's batch normalisation takes several times longer for channels that do not fill half a vector of the processor
// (18 and 270 in HRNet; measured: 18 take three times as long as 20). So while training, a block's output has channels of
// zeros at the end where that helps. They stay zero: filters have zeros for them.

const HALF_VECTOR = 4;

/** The number of channels that a block gives for so many real ones. */
export const filledUp = (channels: number): number => Math.ceil(channels / HALF_VECTOR) * HALF_VECTOR;

/** x with zeros at the ends of its axes, up to a shape. */
export function grown<T extends tf.Tensor>(x: T, shape: readonly number[]): T {
  if (x.shape.every((side, axis) => side === shape[axis])) return x;
  return tf.pad(
    x,
    x.shape.map((side, axis) => [0, shape[axis] - side] as [number, number]),
  );
}

/** The first part of x, of a shape: the inverse of `grown`. */
export function cut<T extends tf.Tensor>(x: T, shape: readonly number[]): T {
  if (x.shape.every((side, axis) => side === shape[axis])) return x;
  return tf.slice(
    x,
    shape.map(() => 0),
    [...shape],
  );
}

/** The real channels of x [K, H, W, C]. */
export const realChannels = (x: tf.Tensor4D, channels: number): tf.Tensor4D =>
  cut(x, [...x.shape.slice(0, 3), channels]);

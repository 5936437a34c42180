import { RlelError } from '../errors';
import { convolveInputGradient, ownInputGradient } from './convolution';
import { hasOneDnn } from './native';
import { tf } from './tensorflow';

/** Channels of the images and of the filters; among them some with which oneDNN has wrong kernels. */
const CHANNELS = [
  [16, 16],
  [36, 16],
  [48, 36],
  [72, 64],
] as const;
const SIDE = 9;
const FILTER = 3;
/** Sums of rounded products differ by far less, wrong ones by far more. */
const TOLERANCE = 1e-3;

let right: boolean | null = null;

/** Whether gradients of convolutions are those of TensorFlow's own kernels on this processor; tried out, once. */
export function hasRightGradients(): boolean {
  right ??=
    !hasOneDnn() || [1, 2].every((stride) => CHANNELS.every(([inputs, outputs]) => agree(stride, inputs, outputs)));
  return right;
}

/** What is wrong, and what to do. */
export const WRONG_GRADIENTS =
  'TensorFlow computes wrong gradients of convolutions on this processor (oneDNN). Set TF_ENABLE_ONEDNN_OPTS=0 and start again.';

/** @throws RlelError where TensorFlow computes wrong gradients. */
export function requireRightGradients(): void {
  if (!hasRightGradients()) throw new RlelError(WRONG_GRADIENTS);
}

function agree(stride: number, inputs: number, outputs: number): boolean {
  return tf.tidy(() => {
    const wave = (shape: number[]) => {
      const size = shape.reduce((product, side) => product * side, 1);
      return tf.tensor(
        Float32Array.from({ length: size }, (_, i) => Math.sin(i)),
        shape,
      );
    };
    const shape = [2, SIDE, SIDE, inputs];
    const filter = wave([FILTER, FILTER, inputs, outputs]);
    const side = Math.floor((SIDE - FILTER) / stride) + 1;
    const dy = wave([2, side, side, outputs]);
    const own = ownInputGradient(dy, shape, filter, { stride, pad: 0 });
    const difference = tf.max(tf.abs(tf.sub(convolveInputGradient(dy, shape, filter, { stride, pad: 0 }), own)));
    return difference.dataSync()[0] <= TOLERANCE * tf.max(tf.abs(own)).dataSync()[0];
  });
}

import { RlelError } from '../errors';
import { type Attribute, execute, flag, float, hasOneDnn, integers, NHWC, text } from './native';
import { tf } from './tensorflow';

/** Channels of the images and of the filters with which wrong kernels were found, beside ones that were right. */
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

/** Whether oneDNN's gradients of convolutions are those of TensorFlow's own kernels on this processor; tried out, once. */
export function hasRightGradients(): boolean {
  right ??=
    !hasOneDnn() || [1, 2].every((stride) => CHANNELS.every(([inputs, outputs]) => agree(stride, inputs, outputs)));
  return right;
}

/** @throws RlelError where TensorFlow computes wrong gradients. */
export function requireRightGradients(): void {
  if (!hasRightGradients()) {
    throw new RlelError(
      'TensorFlow computes wrong gradients of convolutions on this processor (oneDNN). Set ONEDNN_MAX_CPU_ISA=AVX2 or, where that does not help, TF_ENABLE_ONEDNN_OPTS=0, and start again.',
    );
  }
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
    const gradient = (...padding: Attribute[]) =>
      execute(
        'Conv2DBackpropInput',
        [
          float(),
          integers('strides', [1, stride, stride, 1]),
          NHWC(),
          flag('use_cudnn_on_gpu', true),
          integers('dilations', [1, 1, 1, 1]),
          ...padding,
        ],
        [tf.tensor1d(shape, 'int32'), filter, dy],
      );
    // TensorFlow has no oneDNN kernel for explicit padding: this one is its own
    const own = gradient(text('padding', 'EXPLICIT'), integers('explicit_paddings', [0, 0, 0, 0, 0, 0, 0, 0]));
    const difference = tf.max(tf.abs(tf.sub(gradient(text('padding', 'VALID')), own)));
    return difference.dataSync()[0] <= TOLERANCE * tf.max(tf.abs(own)).dataSync()[0];
  });
}

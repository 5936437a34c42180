import { addBias } from './activations';
import {
  type Attribute,
  execute,
  flag,
  float,
  hasOneDnn,
  int32,
  integers,
  isNative,
  NHWC,
  ONE_DNN,
  text,
} from './native';
import { operation } from './operation';
import { padded } from './padding';
import { tf } from './tensorflow';

/** Stride and zero padding of a convolution; padding is the same on all four sides. */
export interface ConvolutionShape {
  readonly stride: number;
  readonly pad: number;
}

// oneDNN's kernels are used where they can be; for explicit padding TensorFlow has them in the forward direction only.
// So gradients say SAME where that is the same, or work on a padded image.

type Padding = 'SAME' | 'VALID' | 'EXPLICIT';

/** Attributes of a convolution and its gradients. @param pad on all four sides, with explicit padding. */
export function attributes(stride: number, padding: Padding, pad = 0): Attribute[] {
  return [
    float(),
    integers('strides', [1, stride, stride, 1]),
    text('padding', padding),
    NHWC(),
    flag('use_cudnn_on_gpu', true),
    integers('dilations', [1, 1, 1, 1]),
    ...(padding === 'EXPLICIT' ? [integers('explicit_paddings', [0, 0, pad, pad, pad, pad, 0, 0])] : []),
  ];
}

/** SAME is symmetric only without a stride. */
function paddingOf({ stride, pad }: ConvolutionShape, side: number): Padding {
  if (pad === 0) return 'VALID';
  return stride === 1 && 2 * pad + 1 === side ? 'SAME' : 'EXPLICIT';
}

const sizes = (shape: readonly number[]): tf.Tensor => tf.tensor1d([...shape], 'int32');

// A 1 × 1 convolution is a matrix product of pixels and filter, after its stride has picked the pixels. oneDNN's
// convolutions take a third longer for it (measured), and end the process on virtual machines that do not tell the size of
// their caches.

const isProduct = (side: number, { pad }: ConvolutionShape): boolean => side === 1 && pad === 0;

/** [K, H, W, C] → [KHW, C]; a filter [1, 1, C, F] → [C, F]. */
const rows = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [-1, x.shape[3] as number]);

const product = (a: tf.Tensor, b: tf.Tensor, turnA: boolean, turnB: boolean): tf.Tensor =>
  execute('MatMul', [float(), flag('transpose_a', turnA), flag('transpose_b', turnB)], [a, b]);

/** The pixels that a stride stops at. */
const picked = (x: tf.Tensor, stride: number): tf.Tensor =>
  stride === 1 ? x : tf.stridedSlice(x, [0, 0, 0, 0], [...x.shape], [1, stride, stride, 1]);

/** The gradient of `picked`: zeros between. */
function spread(dy: tf.Tensor, shape: readonly number[], stride: number): tf.Tensor {
  if (stride === 1) return dy;
  const inputs = [sizes(shape), sizes([0, 0, 0, 0]), sizes(shape), sizes([1, stride, stride, 1]), dy];
  return execute('StridedSliceGrad', [float(), int32('Index')], inputs);
}

/** x [K, H, W, C] with filter [k, k, C, F] → [K, H', W', F]. No gradient of its own. */
export function convolve(x: tf.Tensor, filter: tf.Tensor, shape: ConvolutionShape): tf.Tensor {
  if (isProduct(filter.shape[0], shape)) {
    return tf.tidy(() => {
      const pixels = picked(x, shape.stride);
      return tf.reshape(product(rows(pixels), rows(filter), false, false), [
        ...pixels.shape.slice(0, 3),
        filter.shape[3] as number,
      ]);
    });
  }
  const padding = paddingOf(shape, filter.shape[0]);
  return execute('Conv2D', attributes(shape.stride, padding, shape.pad), [x, filter]);
}

/** `convolve`, plus bias [F]. */
export function convolveWithBias(x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor, shape: ConvolutionShape): tf.Tensor {
  const padding = paddingOf(shape, filter.shape[0]);
  if (padding === 'EXPLICIT' || !hasOneDnn() || isProduct(filter.shape[0], shape)) {
    return addBias(convolve(x, filter, shape), bias);
  }
  return execute('_MklNativeConv2DWithBias', [...attributes(shape.stride, padding), ...ONE_DNN()], [x, filter, bias]);
}

/**
 * With AVX-512 oneDNN's gradient of a strided convolution is wrong for input channels that fill one block and a part of
 * another. TensorFlow's own takes no longer (measured).
 */
const isBroken = (channels: number): boolean => channels > BLOCK && channels % BLOCK !== 0;
const BLOCK = 32;

/** The gradient of `convolve` for its input. */
export function convolveInputGradient(
  dy: tf.Tensor,
  inputShape: readonly number[],
  filter: tf.Tensor,
  shape: ConvolutionShape,
): tf.Tensor {
  const { stride, pad } = shape;
  const padding = paddingOf(shape, filter.shape[0]);
  return tf.tidy(() => {
    if (isProduct(filter.shape[0], shape)) {
      const [count, height, width] = dy.shape as [number, number, number];
      const gradient = tf.reshape(product(rows(dy), rows(filter), false, true), [count, height, width, -1]);
      return spread(gradient, inputShape, stride);
    }
    if (stride > 1 && isBroken(inputShape[3])) return ownInputGradient(dy, inputShape, filter, shape);
    if (padding === 'EXPLICIT' && hasOneDnn()) {
      const [count, height, width, channels] = inputShape;
      const whole = sizes([count, height + 2 * pad, width + 2 * pad, channels]);
      const gradient = execute('Conv2DBackpropInput', attributes(stride, 'VALID'), [whole, filter, dy]);
      return tf.slice(gradient, [0, pad, pad, 0], [...inputShape]);
    }
    return execute('Conv2DBackpropInput', attributes(stride, padding, pad), [sizes(inputShape), filter, dy]);
  });
}

/** The same by TensorFlow's own kernel, which explicit padding selects. */
export function ownInputGradient(
  dy: tf.Tensor,
  inputShape: readonly number[],
  filter: tf.Tensor,
  { stride, pad }: ConvolutionShape,
): tf.Tensor {
  return execute('Conv2DBackpropInput', attributes(stride, 'EXPLICIT', pad), [sizes(inputShape), filter, dy]);
}

/** From this many channels on both sides, oneDNN's filter gradient is slower than TensorFlow's own (measured). */
const MANY_CHANNELS = 256;
/** Below this many input channels, a strided filter gradient is faster in oneDNN, padding included (measured). */
const FEW_CHANNELS = 32;

/** The gradient of `convolve` for its filter. */
export function convolveFilterGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  filterShape: readonly number[],
  shape: ConvolutionShape,
): tf.Tensor {
  const { stride, pad } = shape;
  const [side, , inputs, outputs] = filterShape;
  const padding = paddingOf(shape, side);
  return tf.tidy(() => {
    if (isProduct(side, shape)) {
      return tf.reshape(product(rows(picked(x, stride)), rows(dy), true, false), [...filterShape]); // [C, F]
    }
    if (hasOneDnn()) {
      if (padding === 'EXPLICIT' && inputs < FEW_CHANNELS) {
        const inside = [padded(x as tf.Tensor4D, pad), sizes(filterShape), dy];
        return execute('Conv2DBackpropFilter', attributes(stride, 'VALID'), inside);
      }
      if (padding === 'SAME' && Math.min(inputs, outputs) >= MANY_CHANNELS) {
        return execute('Conv2DBackpropFilter', attributes(stride, 'EXPLICIT', pad), [x, sizes(filterShape), dy]);
      }
    }
    return execute('Conv2DBackpropFilter', attributes(stride, padding, pad), [x, sizes(filterShape), dy]);
  });
}

/** `convolve`, differentiable in both. */
export function convolution(x: tf.Tensor4D, filter: tf.Tensor4D, shape: ConvolutionShape): tf.Tensor4D {
  if (!isNative()) return tf.conv2d(padded(x, shape.pad), filter, shape.stride, 'valid');
  const y = operation(
    { x, filter },
    (save) => {
      save([x]);
      return convolve(x, filter, shape);
    },
    (dy, [source]) => ({
      x: () => convolveInputGradient(dy, source.shape, filter, shape),
      filter: () => convolveFilterGradient(dy, source, filter.shape, shape),
    }),
  );
  return y as tf.Tensor4D;
}

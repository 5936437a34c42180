import { addBias } from './activations';
import { type Attribute, execute, flag, float, hasOneDnn, integers, NHWC, ONE_DNN, text } from './native';
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

/** x [K, H, W, C] with filter [k, k, C, F] → [K, H', W', F]. No gradient of its own. */
export function convolve(x: tf.Tensor, filter: tf.Tensor, shape: ConvolutionShape): tf.Tensor {
  const padding = paddingOf(shape, filter.shape[0]);
  return execute('Conv2D', attributes(shape.stride, padding, shape.pad), [x, filter]);
}

/** `convolve`, plus bias [F]. */
export function convolveWithBias(x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor, shape: ConvolutionShape): tf.Tensor {
  const padding = paddingOf(shape, filter.shape[0]);
  if (padding === 'EXPLICIT' || !hasOneDnn()) return addBias(convolve(x, filter, shape), bias);
  return execute('_MklNativeConv2DWithBias', [...attributes(shape.stride, padding), ...ONE_DNN()], [x, filter, bias]);
}

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
    if (padding === 'EXPLICIT' && hasOneDnn()) {
      const [count, height, width, channels] = inputShape;
      const whole = sizes([count, height + 2 * pad, width + 2 * pad, channels]);
      const gradient = execute('Conv2DBackpropInput', attributes(stride, 'VALID'), [whole, filter, dy]);
      return tf.slice(gradient, [0, pad, pad, 0], [...inputShape]);
    }
    return execute('Conv2DBackpropInput', attributes(stride, padding, pad), [sizes(inputShape), filter, dy]);
  });
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
    if (hasOneDnn()) {
      if (side === 1 && stride === 1) {
        const product = tf.matMul(tf.reshape(x, [-1, inputs]), tf.reshape(dy, [-1, outputs]), true, false); // [C, F]
        return tf.reshape(product, [...filterShape]);
      }
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

import { tf } from './tensorflow';

/** An attribute of a TensorFlow operation. */
interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** The part of the native backend that runs TensorFlow's operations by name. */
interface NativeBackend {
  readonly binding: Record<string, number>;
  executeSingleOutput(name: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
}

const native = (): NativeBackend => tf.backend() as unknown as NativeBackend;

const floatType = ({ binding }: NativeBackend, name = 'T'): Attribute => ({
  name,
  type: binding.TF_ATTR_TYPE,
  value: binding.TF_FLOAT,
});

/** Stride and zero padding of a convolution; padding is the same on all four sides. */
export interface ConvolutionShape {
  readonly stride: number;
  readonly pad: number;
}

function convolutionAttributes(backend: NativeBackend, { stride, pad }: ConvolutionShape): Attribute[] {
  const { TF_ATTR_INT, TF_ATTR_STRING, TF_ATTR_BOOL } = backend.binding;
  const attributes: Attribute[] = [
    floatType(backend),
    { name: 'strides', type: TF_ATTR_INT, value: [1, stride, stride, 1] },
    { name: 'padding', type: TF_ATTR_STRING, value: pad === 0 ? 'VALID' : 'EXPLICIT' },
    { name: 'data_format', type: TF_ATTR_STRING, value: 'NHWC' },
    { name: 'use_cudnn_on_gpu', type: TF_ATTR_BOOL, value: true },
    { name: 'dilations', type: TF_ATTR_INT, value: [1, 1, 1, 1] },
  ];
  if (pad > 0)
    attributes.push({ name: 'explicit_paddings', type: TF_ATTR_INT, value: [0, 0, pad, pad, pad, pad, 0, 0] });
  return attributes;
}

/** x [K, H, W, C] with filter [k, k, C, F] → [K, H', W', F]. No gradient of its own. */
export function convolve(x: tf.Tensor, filter: tf.Tensor, shape: ConvolutionShape): tf.Tensor {
  const backend = native();
  return backend.executeSingleOutput('Conv2D', convolutionAttributes(backend, shape), [x, filter]);
}

/** The gradient of `convolve` for its input. */
export function convolveInputGradient(
  dy: tf.Tensor,
  inputShape: readonly number[],
  filter: tf.Tensor,
  shape: ConvolutionShape,
): tf.Tensor {
  const backend = native();
  const sizes = tf.tensor1d([...inputShape], 'int32');
  return backend.executeSingleOutput('Conv2DBackpropInput', convolutionAttributes(backend, shape), [sizes, filter, dy]);
}

/** The gradient of `convolve` for its filter. */
export function convolveFilterGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  filterShape: readonly number[],
  shape: ConvolutionShape,
): tf.Tensor {
  const backend = native();
  const sizes = tf.tensor1d([...filterShape], 'int32');
  return backend.executeSingleOutput('Conv2DBackpropFilter', convolutionAttributes(backend, shape), [x, sizes, dy]);
}

/** Batch normalisation's ε: PyTorch's default. */
const EPSILON = 1e-5;

function normalizationAttributes(backend: NativeBackend, batchStatistics: boolean): Attribute[] {
  const { TF_ATTR_FLOAT, TF_ATTR_STRING, TF_ATTR_BOOL } = backend.binding;
  return [
    floatType(backend),
    floatType(backend, 'U'),
    { name: 'epsilon', type: TF_ATTR_FLOAT, value: EPSILON },
    { name: 'data_format', type: TF_ATTR_STRING, value: 'NHWC' },
    { name: 'is_training', type: TF_ATTR_BOOL, value: batchStatistics },
  ];
}

/**
 * Batch normalisation of x [K, H, W, C] by TensorFlow's fused kernel. No gradient of its own.
 * @param running mean and variance [C].
 * @param momentum null: x is normalised by the running statistics; else by the batch's own, which have this weight in
 * the new running statistics (variance: unbiased).
 * @returns y; the new running mean and variance; what the gradient needs.
 */
export function normalize(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  running: readonly tf.Tensor[],
  momentum: number | null,
) {
  const backend = native();
  const attributes: Attribute[] = [
    ...normalizationAttributes(backend, momentum !== null),
    { name: 'exponential_avg_factor', type: backend.binding.TF_ATTR_FLOAT, value: momentum ?? 1 },
  ];
  const [y, mean, variance, ...reserve] = backend.executeMultipleOutputs(
    'FusedBatchNormV3',
    attributes,
    [x, scale, offset, ...running],
    6,
  );
  // With running statistics the kernel leaves what it reserves unset: its gradient then takes those statistics.
  return { y, running: [mean, variance], reserve: momentum === null ? [...running, reserve[2]] : reserve };
}

/** The gradients of `normalize` for x, scale and offset. */
export function normalizeGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  scale: tf.Tensor,
  reserve: readonly tf.Tensor[],
  batchStatistics: boolean,
): tf.Tensor[] {
  const backend = native();
  const inputs = [dy, x, scale, ...reserve];
  return backend
    .executeMultipleOutputs('FusedBatchNormGradV3', normalizationAttributes(backend, batchStatistics), inputs, 5)
    .slice(0, 3);
}

/** dy where y > 0, else 0. */
export function reluGradient(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const backend = native();
  return backend.executeSingleOutput('ReluGrad', [floatType(backend)], [dy, y]);
}

/** Sums over all axes but the last. */
export function biasGradient(dy: tf.Tensor): tf.Tensor {
  const backend = native();
  const attributes = [floatType(backend), { name: 'data_format', type: backend.binding.TF_ATTR_STRING, value: 'NHWC' }];
  return backend.executeSingleOutput('BiasAddGrad', attributes, [dy]);
}

/**
 * Bilinear upsampling [K, h, w, C] → [K, H, W, C], differentiable.
 * @param alignCorners corner pixels map onto corner pixels; else pixel centres lie at halves.
 */
export function upsampleBilinear(x: tf.Tensor4D, size: readonly [number, number], alignCorners: boolean): tf.Tensor4D {
  const resize = tf.customGrad((...inputs: unknown[]) => {
    const [source, save] = inputs as [tf.Tensor4D, tf.GradSaveFunc];
    save([source]);
    return {
      value: tf.image.resizeBilinear(source, [...size], alignCorners, !alignCorners),
      gradFunc: (dy: tf.Tensor, [original]: tf.Tensor[]) => {
        const backend = native();
        const { TF_ATTR_BOOL } = backend.binding;
        return backend.executeSingleOutput(
          'ResizeBilinearGrad',
          [
            floatType(backend),
            { name: 'align_corners', type: TF_ATTR_BOOL, value: alignCorners },
            { name: 'half_pixel_centers', type: TF_ATTR_BOOL, value: !alignCorners },
          ],
          [dy, original],
        );
      },
    };
  });
  return resize(x) as tf.Tensor4D;
}

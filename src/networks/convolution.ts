import {
  biasGradient,
  type ConvolutionShape,
  convolve,
  convolveFilterGradient,
  convolveInputGradient,
  normalize,
  normalizeGradient,
  reluGradient,
} from '../engine/kernels';
import { tf } from '../engine/tensorflow';
import type { Random } from '../random/random';
import type { TrainingMode } from './network';
import { type Parameter, type ParameterGroup, parameter, type StatisticsBuffer } from './parameter';

export interface ConvolutionOptions {
  /** Names of the convolution and of its normalisation in the published state dictionary. */
  readonly names: readonly [string, string];
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: number;
  readonly stride?: number;
  readonly bias?: boolean;
  /** Weight of the new batch in the running statistics. */
  readonly momentum?: number;
  readonly group?: ParameterGroup;
  /** Standard deviation of the first weights; left out: √(2 / fan_out) (He et al. 2015). */
  readonly deviation?: number;
  /** Whether the input depends on parameters: no for the images. */
  readonly firstLayer?: boolean;
}

/**
 * Convolution → batch normalisation (→ + residual) (→ ReLU) as one differentiable operation, on TensorFlow's fused
 * kernels. Padding is ⌊kernel / 2⌋ on all sides, as in PyTorch's networks.
 */
export class ConvolutionBlock {
  readonly parameters: Parameter[];
  readonly buffers: StatisticsBuffer[];
  private readonly shape: ConvolutionShape;
  private readonly filter: tf.Variable;
  private readonly bias: tf.Variable | null;
  private readonly scale: tf.Variable;
  private readonly offset: tf.Variable;
  private readonly momentum: number;
  private readonly firstLayer: boolean;

  constructor(options: ConvolutionOptions, random: Random) {
    const { names, inputs, outputs, kernel, stride = 1, bias = false, momentum = 0.1, group = 'weight' } = options;
    const [convolution, norm] = names;
    const deviation = options.deviation ?? Math.sqrt(2 / (kernel * kernel * outputs));
    const weights = new Float32Array(kernel * kernel * inputs * outputs);
    for (let i = 0; i < weights.length; i++) weights[i] = random.normal(0, deviation);
    const filter = parameter(`${convolution}.weight`, group, tf.tensor(weights, [kernel, kernel, inputs, outputs]));
    const biases = bias ? [parameter(`${convolution}.bias`, group, tf.zeros([outputs]))] : [];
    const scale = parameter(`${norm}.weight`, group, tf.ones([outputs]));
    const offset = parameter(`${norm}.bias`, group, tf.zeros([outputs]));
    this.parameters = [filter, ...biases, scale, offset];
    this.buffers = [
      { name: `${norm}.running_mean`, variable: tf.tidy(() => tf.variable(tf.zeros([outputs]), false)) },
      { name: `${norm}.running_var`, variable: tf.tidy(() => tf.variable(tf.ones([outputs]), false)) },
    ];
    this.filter = filter.variable;
    this.bias = biases[0]?.variable ?? null;
    this.scale = scale.variable;
    this.offset = offset.variable;
    this.shape = { stride, pad: Math.floor(kernel / 2) };
    this.momentum = momentum;
    this.firstLayer = options.firstLayer ?? false;
  }

  /**
   * @param x [K, H, W, inputs].
   * @param residual [K, H', W', outputs], added before the ReLU.
   * @returns [K, H', W', outputs].
   */
  apply(x: tf.Tensor4D, mode: TrainingMode | null, relu = true, residual: tf.Tensor4D | null = null): tf.Tensor4D {
    const { filter, bias, scale, offset, shape, firstLayer } = this;
    const batchStatistics = mode !== null && !mode.frozenStatistics;
    const before = this.buffers.map(({ variable }) => variable);
    const momentum = batchStatistics ? this.momentum : null;
    const operation = tf.customGrad((...inputs: unknown[]) => {
      const save = inputs[inputs.length - 1] as tf.GradSaveFunc;
      const product = convolve(x, filter, shape); // [K, H', W', F]
      const convolved = bias ? tf.add(product, bias) : product;
      const { y: normalized, running, reserve } = normalize(convolved, scale, offset, before, momentum);
      if (batchStatistics) before.forEach((statistic, i) => void statistic.assign(running[i]));
      const sum = residual ? tf.add(normalized, residual) : normalized;
      const value = relu ? tf.relu(sum) : sum;
      save([x, convolved, ...(relu ? [value] : []), ...reserve]);
      const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
        const [source, product] = saved;
        const after = relu ? saved[2] : null;
        const kept = saved.slice(relu ? 3 : 2);
        const dSum = after ? reluGradient(dy, after) : dy;
        const [dConvolved, dScale, dOffset] = normalizeGradient(dSum, product, scale, kept, batchStatistics);
        const dFilter = convolveFilterGradient(dConvolved, source, filter.shape, shape);
        return [
          ...(firstLayer ? [] : [convolveInputGradient(dConvolved, source.shape, filter, shape)]),
          dFilter,
          ...(bias ? [biasGradient(dConvolved)] : []),
          dScale,
          dOffset,
          ...(residual ? [dSum] : []),
        ];
      };
      return { value, gradFunc: gradFunc as unknown as (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor };
    });
    const differentiated = [
      ...(firstLayer ? [] : [x]),
      filter,
      ...(bias ? [bias] : []),
      scale,
      offset,
      ...(residual ? [residual] : []),
    ];
    return operation(...differentiated) as tf.Tensor4D;
  }
}

/** 3 × 3 maximum of every second pixel. Inputs are not negative (they come from a ReLU), so that padding with 0 is right. */
export function maxPool3(x: tf.Tensor4D): tf.Tensor4D {
  const border: [number, number] = [1, 1];
  return tf.maxPool(tf.pad(x, [[0, 0], border, border, [0, 0]]) as tf.Tensor4D, 3, 2, 'valid');
}

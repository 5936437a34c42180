import type { ConvolutionShape } from '../engine/convolution';
import { convolutionBlock, evaluatedBlock } from '../engine/convolutionBlock';
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
}

/**
 * Convolution → batch normalisation (→ + residual) (→ ReLU). Padding is ⌊kernel / 2⌋ on all sides, as in PyTorch's
 * networks.
 */
export class ConvolutionBlock {
  readonly parameters: Parameter[];
  readonly buffers: StatisticsBuffer[];
  private readonly shape: ConvolutionShape;
  private readonly filter: tf.Tensor4D;
  private readonly bias: tf.Variable | null;
  private readonly scale: tf.Variable;
  private readonly offset: tf.Variable;
  private readonly momentum: number;

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
    this.filter = filter.variable as tf.Tensor4D;
    this.bias = biases[0]?.variable ?? null;
    this.scale = scale.variable;
    this.offset = offset.variable;
    this.shape = { stride, pad: Math.floor(kernel / 2) };
    this.momentum = momentum;
  }

  /**
   * @param x [K, H, W, inputs].
   * @param residual [K, H', W', outputs], added before the ReLU.
   * @returns [K, H', W', outputs].
   */
  apply(x: tf.Tensor4D, mode: TrainingMode | null, relu = true, residual: tf.Tensor4D | null = null): tf.Tensor4D {
    const { filter, bias, scale, offset, shape } = this;
    const inputs = { x, filter, bias, scale, offset, residual };
    const [mean, variance] = this.buffers.map(({ variable }) => variable);
    if (mode === null) return evaluatedBlock(inputs, [mean, variance], { ...shape, relu });
    const momentum = mode.frozenStatistics ? null : this.momentum;
    return convolutionBlock(inputs, [mean, variance], { ...shape, relu, momentum });
  }
}

import { addBias, biasGradient, reluGradient } from './activations';
import { cut, filledUp, grown } from './channels';
import {
  type ConvolutionShape,
  convolve,
  convolveFilterGradient,
  convolveInputGradient,
  convolveWithBias,
} from './convolution';
import { isNative } from './native';
import { normalize, normalizeGradient } from './normalization';
import { operation } from './operation';
import { padded } from './padding';
import { EPSILON, type Statistics } from './statistics';
import { tf } from './tensorflow';

export interface ConvolutionBlockInputs {
  /** [K, H, W, C]. */
  readonly x: tf.Tensor4D;
  /** [k, k, C, F]. */
  readonly filter: tf.Tensor4D;
  /** Of the convolution, [F]; null: none. */
  readonly bias: tf.Tensor | null;
  /** Of the normalisation, [F] each. */
  readonly scale: tf.Tensor;
  readonly offset: tf.Tensor;
  /** [K, H', W', F], added before the ReLU; null: none. */
  readonly residual: tf.Tensor4D | null;
}

export interface ConvolutionBlockSettings extends ConvolutionShape {
  readonly relu: boolean;
  /** Weight of the batch's statistics in the running ones; null: normalised by the running ones, which stay. */
  readonly momentum: number | null;
}

/**
 * Convolution → batch normalisation (→ + residual) (→ ReLU) as one operation, differentiable in all its inputs.
 * @param inputs x may have channels of zeros beyond the filter's; residual has as many channels as the result.
 * @param running mean and variance, [F] each; updated in place.
 * @returns [K, H', W', F'], with F' − F channels of zeros (`filledUp`).
 */
export function convolutionBlock(
  inputs: ConvolutionBlockInputs,
  running: readonly [tf.Variable, tf.Variable],
  settings: ConvolutionBlockSettings,
): tf.Tensor4D {
  if (!isNative()) return plainConvolutionBlock(inputs, running, settings);
  const { x, filter, bias, scale, offset, residual } = inputs;
  const { relu, momentum } = settings;
  const [side, , , real] = filter.shape;
  const wide = [filledUp(real)];
  const filterShape = [side, side, x.shape[3], ...wide];
  const forward = (save: (tensors: tf.Tensor[]) => void): tf.Tensor => {
    const product = convolve(x, grown(filter, filterShape), settings);
    const convolved = bias ? addBias(product, grown(bias, wide)) : product; // [K, H', W', F']
    const [gamma, beta, mean, variance] = [scale, offset, ...running].map((values) => grown(values, wide));
    const normalized = normalize(convolved, gamma, beta, [mean, variance], momentum, relu && !residual);
    if (momentum !== null) running.forEach((statistic, i) => void statistic.assign(cut(normalized.running[i], [real])));
    const sum = residual ? tf.add(normalized.y, residual) : normalized.y;
    const y = relu && residual ? tf.relu(sum) : sum;
    save([x, convolved, ...normalized.reserve, ...(relu ? [y] : [])]);
    return y;
  };
  const gradients = (dy: tf.Tensor, saved: tf.Tensor[]) => {
    const [source, convolved] = saved;
    const reserve = saved.slice(2, relu ? -1 : undefined);
    const dSum = relu ? reluGradient(dy, saved[saved.length - 1]) : dy;
    const gamma = grown(scale, wide);
    const [dConvolved, dScale, dOffset] = normalizeGradient(dSum, convolved, gamma, reserve, momentum !== null);
    return {
      x: () => convolveInputGradient(dConvolved, source.shape, grown(filter, filterShape), settings),
      filter: () => cut(convolveFilterGradient(dConvolved, source, filterShape, settings), filter.shape),
      bias: () => cut(biasGradient(dConvolved), [real]),
      scale: () => cut(dScale, [real]),
      offset: () => cut(dOffset, [real]),
      residual: () => dSum.clone(),
    };
  };
  return operation({ x, filter, bias, scale, offset, residual }, forward, gradients) as tf.Tensor4D;
}

/**
 * The same in evaluation, with the normalisation by running statistics folded into the convolution: filter and bias take
 * the factor scale/√(variance + ε) of each channel. Not differentiable.
 */
export function evaluatedBlock(
  { x, filter, bias, scale, offset, residual }: ConvolutionBlockInputs,
  [mean, variance]: readonly [tf.Tensor, tf.Tensor],
  { relu, ...shape }: ConvolutionShape & { readonly relu: boolean },
): tf.Tensor4D {
  return tf.tidy(() => {
    const factor = tf.div(scale, tf.sqrt(tf.add(variance, EPSILON))); // [F]
    const shift = tf.add(offset, tf.mul(tf.sub(bias ?? 0, mean), factor)); // [F]
    const folded = tf.mul<tf.Tensor4D>(filter, factor);
    const convolved = isNative()
      ? convolveWithBias(x, folded, shift, shape)
      : tf.add(tf.conv2d(x, folded, shape.stride, shape.pad), shift);
    const sum = residual ? tf.add(convolved, residual) : convolved;
    return (relu ? tf.relu(sum) : sum) as tf.Tensor4D;
  });
}

/** The differentiable block, put together from tfjs's operations. */
export function plainConvolutionBlock(
  { x, filter, bias, scale, offset, residual }: ConvolutionBlockInputs,
  running: readonly [tf.Variable, tf.Variable],
  { stride, pad, relu, momentum }: ConvolutionBlockSettings,
): tf.Tensor4D {
  const product = tf.conv2d(padded(x, pad), filter, stride, 'valid');
  const convolved = bias ? tf.add<tf.Tensor4D>(product, bias) : product;
  const [mean, variance] = momentum === null ? running : batchStatistics(convolved, running, momentum);
  const centred = tf.div(tf.sub(convolved, mean), tf.sqrt(tf.add(variance, EPSILON)));
  const normalized = tf.add(tf.mul(centred, scale), offset);
  const sum = residual ? tf.add(normalized, residual) : normalized;
  return (relu ? tf.relu(sum) : sum) as tf.Tensor4D;
}

function batchStatistics(x: tf.Tensor4D, running: readonly tf.Variable[], momentum: number): Statistics {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const count = x.size / x.shape[3];
  const unbiased = tf.mul(variance, count / (count - 1));
  [mean, unbiased].forEach((own, i) => {
    running[i].assign(tf.add(tf.mul(running[i], 1 - momentum), tf.mul(own, momentum)));
  });
  return [mean, variance];
}

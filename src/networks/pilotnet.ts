import { biasElu } from '../engine/activations';
import { convolution } from '../engine/convolution';
import { computed } from '../engine/graph/computed';
import { tf } from '../engine/tensorflow';
import type { Random } from '../random/random';
import { LinearElu, uniformTensor } from './linear';
import type { Network, TrainingMode } from './network';
import { type Parameter, parameter } from './parameter';

/** Sizes of a PilotNet. */
export interface PilotNetShape {
  readonly imageSize: readonly [number, number];
  /** [output channels, kernel, stride] of each valid convolution; ELU and channel dropout follow each. */
  readonly convolutions: readonly (readonly [number, number, number])[];
  /** [width, dropout rate] of each fully connected layer before that of width θ; ELU follows each. */
  readonly dense: readonly (readonly [number, number])[];
  readonly channelDropout: number;
}

/** The published network: 1.6 million parameters. */
export const PILOTNET: PilotNetShape = {
  imageSize: [66, 200],
  convolutions: [
    [24, 5, 2],
    [36, 5, 2],
    [48, 5, 2],
    [64, 3, 1],
    [64, 3, 1],
  ],
  dense: [
    [1000, 0.5],
    [500, 0.5],
    [100, 0],
  ],
  channelDropout: 0.2,
};

/** The same layers, fewer and narrower, on half the resolution: for the quick profile. */
export const PILOTNET_COMPACT: PilotNetShape = {
  imageSize: [33, 100],
  convolutions: [
    [16, 5, 2],
    [24, 5, 2],
    [32, 3, 2],
  ],
  dense: [[64, 0]],
  channelDropout: 0,
};

/**
 * PilotNet, as in the published steering code: images scaled to [−1, 1], convolutions, features flattened channel
 * first, fully connected layers down to θ. Layer names are the published ones.
 */
export class PilotNet implements Network {
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly featureWidth: number;
  private readonly kernels: Parameter[] = [];
  private readonly biases: Parameter[] = [];
  private readonly linears: LinearElu[] = [];

  constructor(
    private readonly shape: PilotNetShape,
    theta: number,
    random: Random,
  ) {
    let channels = 3;
    let [height, width] = shape.imageSize;
    shape.convolutions.forEach(([filters, kernel, stride], i) => {
      const fanIn = kernel * kernel * channels;
      const name = `cnn_backbone.${3 * i}`; // ELU and dropout take the two numbers between
      this.kernels.push(
        parameter(`${name}.weight`, 'weight', uniformTensor([kernel, kernel, channels, filters], fanIn, random)),
      );
      this.biases.push(parameter(`${name}.bias`, 'bias', uniformTensor([filters], fanIn, random)));
      channels = filters;
      height = Math.floor((height - kernel) / stride) + 1;
      width = Math.floor((width - kernel) / stride) + 1;
    });
    let inputs = channels * height * width;
    let position = 0;
    const last = theta === 0 ? [] : [[theta, 0] as const];
    for (const [outputs, rate] of [...shape.dense, ...last]) {
      this.linears.push(new LinearElu(`embedding.sequential.${position}`, inputs, outputs, random));
      inputs = outputs;
      position += rate > 0 ? 3 : 2;
    }
    this.featureWidth = inputs;
    this.parameters = [
      ...this.kernels.flatMap((kernel, i) => [kernel, this.biases[i]]),
      ...this.linears.flatMap((linear) => linear.parameters),
    ];
  }

  get imageSize(): readonly [number, number] {
    return this.shape.imageSize;
  }

  /** For one output: the θ features, or without that layer those before it, after ELU as published, are [1, K, θ]. */
  features(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor3D[] {
    const dropout = mode?.random ?? null;
    let x = tf.sub(tf.div(images, 127.5), 1) as tf.Tensor4D; // [K, H, W, 3]
    this.kernels.forEach((kernel, i) => {
      const stride = this.shape.convolutions[i][2];
      const convolved = convolution(x, kernel.variable as tf.Tensor4D, { stride, pad: 0 });
      x = biasElu(convolved, this.biases[i].variable);
      if (dropout && this.shape.channelDropout > 0) {
        const mask = dropoutMask([x.shape[0], 1, 1, x.shape[3]], this.shape.channelDropout, dropout);
        x = tf.mul(x, mask); // a channel is kept or dropped whole
      }
    });
    const [count, ...sides] = x.shape;
    const size = sides.reduce((product, side) => product * side);
    let features = tf.reshape(tf.transpose(x, [0, 3, 1, 2]), [count, size]) as tf.Tensor2D; // [K, C·H·W]
    this.linears.forEach((linear, i) => {
      features = linear.apply(features);
      const rate = this.shape.dense[i]?.[1] ?? 0;
      if (dropout && rate > 0) features = tf.mul(features, dropoutMask(features.shape, rate, dropout));
    });
    return [tf.expandDims(features, 0) as tf.Tensor3D];
  }
}

/** Inverted dropout: 0 with probability `rate`, else 1/(1 − rate). Two 16-bit draws a 32-bit word. */
function dropoutMask(shape: number[], rate: number, random: Random): tf.Tensor {
  const threshold = rate * 0x1_0000;
  const kept = 1 / (1 - rate);
  return computed(shape, [], () => {
    const values = new Float32Array(shape.reduce((size, side) => size * side, 1));
    for (let i = 0; i < values.length; i += 2) {
      const word = random.uint32();
      values[i] = (word & 0xffff) >= threshold ? kept : 0;
      if (i + 1 < values.length) values[i + 1] = word >>> 16 >= threshold ? kept : 0;
    }
    return values;
  });
}

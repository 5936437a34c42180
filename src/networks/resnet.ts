import { z } from 'zod';
import { maxPool3 } from '../engine/pooling';
import { tf } from '../engine/tensorflow';
import type { Random } from '../random/random';
import { setting } from '../settings/setting';
import { ConvolutionBlock } from './convolution';
import { LinearStack } from './linear';
import type { Network, OutputGroup, TrainingMode } from './network';
import { IMAGE_STATISTICS, type ImageStatistics, standardize } from './normalization';
import type { Parameter, StatisticsBuffer } from './parameter';

export interface ResNetShape {
  readonly imageSize: readonly [number, number];
  /** Channels after the first convolution; stage s is 2^s times as wide. */
  readonly width: number;
  /** Side of the first convolution. */
  readonly stemKernel: number;
  /** Blocks of each stage; from the second stage on, the first block halves the resolution. */
  readonly blocks: readonly number[];
  readonly block: 'basic' | 'bottleneck';
}

export const RESNET34: ResNetShape = {
  imageSize: [224, 224],
  width: 64,
  stemKernel: 7,
  blocks: [3, 4, 6, 3],
  block: 'basic',
};
export const RESNET50: ResNetShape = { ...RESNET34, block: 'bottleneck' };
/** The same blocks, fewer and narrower, on small images: for the quick profile. */
export const RESNET34_COMPACT: ResNetShape = {
  imageSize: [42, 42],
  width: 16,
  stemKernel: 3,
  blocks: [1, 1, 1],
  block: 'basic',
};
export const RESNET50_COMPACT: ResNetShape = { ...RESNET34_COMPACT, width: 8, block: 'bottleneck' };

const BOTTLENECK_EXPANSION = 4;
/** Side of what the published age code averages. */
const CORNER = 4;

/** What a ResNet alone has. */
export const RESNET_OPTIONS = z.strictObject({
  imageStatistics: setting(
    z.enum(Object.keys(IMAGE_STATISTICS) as ImageStatistics[]).default('imagenet'),
    'mean and deviation that images are standardised by: ImageNet’s, or those of the published age code',
  ),
  cornerPooling: setting(
    z.boolean().default(false),
    'whether the top-left 4 × 4 of the last 7 × 7 map is averaged only, as the published age code does',
  ),
});

interface ResNetContext extends Readonly<z.output<typeof RESNET_OPTIONS>> {
  readonly theta: number;
  readonly groups: readonly OutputGroup[];
}

/**
 * ResNet (He et al. 2016; stride on the 3 × 3 convolution of a bottleneck), with the published heads: a linear layer of
 * width θ, without activation, for each output (θ = 0: none). Layer names are torchvision's.
 */
export class ResNet implements Network {
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly StatisticsBuffer[];
  readonly featureWidth: number;
  private readonly stem: ConvolutionBlock;
  private readonly blocks: Block[] = [];
  /** A layer a group; null: there is none. */
  private readonly theta: LinearStack[] | null;

  constructor(
    private readonly shape: ResNetShape,
    private readonly options: ResNetContext,
    random: Random,
  ) {
    const { width, stemKernel, blocks, block } = shape;
    this.stem = new ConvolutionBlock(
      {
        names: ['conv1', 'bn1'],
        inputs: 3,
        outputs: width,
        kernel: stemKernel,
        stride: 2,
        group: 'stem',
      },
      random,
    );
    let channels = width;
    blocks.forEach((count, stage) => {
      for (let i = 0; i < count; i++) {
        const stride = stage > 0 && i === 0 ? 2 : 1;
        const next = new Block(`layer${stage + 1}.${i}`, block, channels, width * 2 ** stage, stride, random);
        this.blocks.push(next);
        channels = next.outputs;
      }
    });
    const { theta, groups } = options;
    this.theta =
      theta === 0
        ? null
        : groups.map(({ name, outputs }) => new LinearStack(`${name}.theta`, outputs, channels, theta, random));
    this.featureWidth = theta || channels;
    const parts = [this.stem, ...this.blocks];
    this.parameters = [...parts, ...(this.theta ?? [])].flatMap((part) => part.parameters);
    this.buffers = parts.flatMap((part) => part.buffers);
  }

  get imageSize(): readonly [number, number] {
    return this.shape.imageSize;
  }

  features(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor3D[] {
    const pooled = this.pooled(images, mode); // [K, F]
    return this.options.groups.map(({ outputs }, g) => {
      const shared = tf.tile(tf.expandDims(pooled, 0) as tf.Tensor3D, [outputs, 1, 1]); // [L, K, F]
      return this.theta ? this.theta[g].apply(shared) : shared;
    });
  }

  /** The map after each stage, for inspection: [stem, pooled stem, stage 1, …], each [K, h, w, C]. */
  maps(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor4D[] {
    const maps: tf.Tensor4D[] = [];
    this.lastMap(images, mode, (map) => maps.push(map.clone()));
    return maps;
  }

  private pooled(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor2D {
    const last = this.lastMap(images, mode); // [K, h, w, F]
    const corner = [-1, Math.min(CORNER, last.shape[1]), Math.min(CORNER, last.shape[2]), -1] as const;
    const seen = this.options.cornerPooling ? tf.slice(last, [0, 0, 0, 0], [...corner]) : last;
    return tf.mean(seen, [1, 2]);
  }

  /** Each map is disposed when the next one is there. @param onStage sees the map after each stage before that. */
  private lastMap(
    images: tf.Tensor4D,
    mode: TrainingMode | null,
    onStage: (map: tf.Tensor4D) => void = () => {},
  ): tf.Tensor4D {
    let x = this.stem.apply(standardize(images, this.options.imageStatistics), mode);
    const advance = (next: tf.Tensor4D) => {
      x.dispose();
      x = next;
    };
    onStage(x);
    advance(maxPool3(x));
    onStage(x);
    let position = 0;
    for (const count of this.shape.blocks) {
      for (let i = 0; i < count; i++) advance(this.blocks[position++].apply(x, mode));
      onStage(x);
    }
    return x;
  }
}

/** A residual block: two 3 × 3 convolutions, or 1 × 1, 3 × 3, 1 × 1 with four times as many outputs. */
export class Block {
  readonly outputs: number;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly StatisticsBuffer[];
  private readonly layers: readonly ConvolutionBlock[];
  private readonly downsample: ConvolutionBlock | null;

  constructor(
    name: string,
    kind: ResNetShape['block'],
    inputs: number,
    width: number,
    stride: number,
    random: Random,
    settings: { momentum?: number; deviation?: number } = {},
  ) {
    this.outputs = kind === 'basic' ? width : width * BOTTLENECK_EXPANSION;
    // [inputs, outputs, kernel, stride] of each convolution
    const layers =
      kind === 'basic'
        ? [
            [inputs, width, 3, stride],
            [width, width, 3, 1],
          ]
        : [
            [inputs, width, 1, 1],
            [width, width, 3, stride],
            [width, this.outputs, 1, 1],
          ];
    this.layers = layers.map(
      ([from, to, kernel, step], i) =>
        new ConvolutionBlock(
          {
            names: [`${name}.conv${i + 1}`, `${name}.bn${i + 1}`],
            inputs: from,
            outputs: to,
            kernel,
            stride: step,
            ...settings,
          },
          random,
        ),
    );
    this.downsample =
      stride === 1 && inputs === this.outputs
        ? null
        : new ConvolutionBlock(
            {
              names: [`${name}.downsample.0`, `${name}.downsample.1`],
              inputs,
              outputs: this.outputs,
              kernel: 1,
              stride,
              ...settings,
            },
            random,
          );
    const parts = this.downsample ? [...this.layers, this.downsample] : this.layers;
    this.parameters = parts.flatMap((part) => part.parameters);
    this.buffers = parts.flatMap((part) => part.buffers);
  }

  apply(x: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor4D {
    return tf.tidy(() => {
      const shortcut = this.downsample ? this.downsample.apply(x, mode, false) : x;
      const last = this.layers.length - 1;
      return this.layers.reduce(
        (y, layer, i) => (i === last ? layer.apply(y, mode, true, shortcut) : layer.apply(y, mode)),
        x,
      );
    });
  }
}

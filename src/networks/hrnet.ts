import { sumRelu } from '../engine/activations';
import { realChannels } from '../engine/channels';
import { maxPool3 } from '../engine/pooling';
import { upsampleBilinear } from '../engine/resize';
import { tf } from '../engine/tensorflow';
import type { Random } from '../random/random';
import { ConvolutionBlock } from './convolution';
import { LinearStack } from './linear';
import type { Network, OutputGroup, TrainingMode } from './network';
import { standardize } from './normalization';
import type { Parameter, StatisticsBuffer } from './parameter';
import { Block } from './resnet';

export interface HRNetShape {
  readonly imageSize: readonly [number, number];
  /** Channels of the stem's two convolutions. */
  readonly stem: number;
  /** Width and number of the bottlenecks of the first stage. */
  readonly bottleneck: { readonly width: number; readonly blocks: number };
  /** Channels of each branch; branch b works at 1/2^b of the first one's resolution. */
  readonly branches: readonly number[];
  /** Modules of stage 2, 3, …; stage s has s branches. */
  readonly modules: readonly number[];
  /** Residual blocks of each branch in a module. */
  readonly blocks: number;
  /** Standard deviation of the first convolution weights; null: He's. */
  readonly deviation: number | null;
  /** What a batch weighs in the running statistics. */
  readonly momentum: number;
}

export const HRNET_W18: HRNetShape = {
  imageSize: [256, 256],
  stem: 64,
  bottleneck: { width: 64, blocks: 4 },
  branches: [18, 36, 72, 144],
  modules: [1, 4, 3],
  blocks: 4,
  deviation: 0.001, // as published
  momentum: 0.01,
};

/** The same blocks, fewer and narrower, on small images, for few steps: for the quick profile. */
export const HRNET_COMPACT: HRNetShape = {
  imageSize: [48, 48],
  stem: 12,
  bottleneck: { width: 8, blocks: 1 },
  branches: [12, 24],
  modules: [1],
  blocks: 1,
  deviation: null,
  momentum: 0.1,
};

/** A part of the network: its layers' parameters and statistics are collected in the order in which they are made. */
class Layers {
  readonly parameters: Parameter[] = [];
  readonly buffers: StatisticsBuffer[] = [];

  add<T extends { parameters: readonly Parameter[]; buffers: readonly StatisticsBuffer[] }>(part: T): T {
    this.parameters.push(...part.parameters);
    this.buffers.push(...part.buffers);
    return part;
  }
}

/**
 * HRNetV2 (Sun et al. 2019) with the published landmark head: branches brought to the first one's resolution and
 * concatenated, 1 × 1 convolution, 3 × 3 pooling, 1 × 1 convolution to a map for each coordinate, and for each map a
 * linear layer of width θ of its own (θ = 0: none). Layer names are those of the published code and of timm.
 */
export class HRNet implements Network {
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly StatisticsBuffer[];
  readonly featureWidth: number;
  private readonly stem: readonly ConvolutionBlock[];
  private readonly first: Block[] = [];
  private readonly stages: Stage[] = [];
  private readonly head: readonly ConvolutionBlock[];
  /** null: there is none. */
  private readonly theta: LinearStack | null;
  private readonly coordinates: number;

  constructor(
    private readonly shape: HRNetShape,
    { theta, groups }: { theta: number; groups: readonly OutputGroup[] },
    random: Random,
  ) {
    const { stem, bottleneck, branches, modules, blocks, imageSize, momentum } = shape;
    const layers = new Layers();
    const settings = { momentum, ...(shape.deviation === null ? {} : { deviation: shape.deviation }) };
    this.stem = [1, 2].map((i) =>
      layers.add(
        new ConvolutionBlock(
          {
            ...settings,
            names: [`conv${i}`, `bn${i}`],
            inputs: i === 1 ? 3 : stem,
            outputs: stem,
            kernel: 3,
            stride: 2,
            group: 'stem',
          },
          random,
        ),
      ),
    );
    let channels = [stem];
    for (let i = 0; i < bottleneck.blocks; i++) {
      const block = new Block(`layer1.${i}`, 'bottleneck', channels[0], bottleneck.width, 1, random, settings);
      this.first.push(layers.add(block));
      channels = [block.outputs];
    }
    modules.forEach((count, s) => {
      const wanted = branches.slice(0, s + 2);
      this.stages.push(layers.add(new Stage(s + 1, channels, wanted, count, blocks, settings, random)));
      channels = wanted;
    });
    const total = channels.reduce((sum, width) => sum + width, 0);
    this.coordinates = groups[0].outputs;
    this.head = [
      { names: ['head.0', 'head.1'] as const, outputs: total },
      { names: ['head.4', 'head.5'] as const, outputs: this.coordinates },
    ].map(({ names, outputs }) =>
      layers.add(
        new ConvolutionBlock(
          { ...settings, names, inputs: total, outputs, kernel: 1, bias: true, group: 'head' },
          random,
        ),
      ),
    );
    const pixels = (imageSize[0] / 8) * (imageSize[1] / 8);
    this.theta =
      theta === 0 ? null : new LinearStack(`${groups[0].name}.theta`, this.coordinates, pixels, theta, random);
    this.featureWidth = theta || pixels;
    this.parameters = [...layers.parameters, ...(this.theta?.parameters ?? [])];
    this.buffers = layers.buffers;
  }

  get imageSize(): readonly [number, number] {
    return this.shape.imageSize;
  }

  features(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor3D[] {
    const maps = this.coordinateMaps(images, mode); // [K, h, w, L]
    const [count, height, width] = maps.shape;
    const flat = tf.reshape(tf.transpose(maps, [3, 0, 1, 2]), [this.coordinates, count, height * width]) as tf.Tensor3D;
    return [this.theta?.apply(flat) ?? flat];
  }

  /** A map for each coordinate: [K, h/8, w/8, L]. */
  coordinateMaps(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor4D {
    return tf.tidy(() => {
      const joined = tf.tidy(() => joinBranches(this.branches(images, mode), this.shape.branches)); // [K, h/4, w/4, Σ channels]
      const maps = this.head[1].apply(maxPool3(this.head[0].apply(joined, mode)), mode);
      return realChannels(maps, this.coordinates);
    });
  }

  /** The last stage's branches, [K, h/4/2^b, w/4/2^b, C_b] each; while training channels may be filled up. */
  branches(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor4D[] {
    const stem = standardize(images, 'imagenet');
    const first = [...this.stem, ...this.first].reduce<tf.Tensor4D>(
      (x, part) => replaced(x, part.apply(x, mode)),
      stem,
    );
    return this.stages.reduce<tf.Tensor4D[]>((x, stage) => stage.apply(x, mode), [first]);
  }
}

/** The next tensor of a chain; the one before is disposed. */
function replaced<T extends tf.Tensor>(before: T, next: T): T {
  before.dispose();
  return next;
}

/** All branches at the first one's resolution, side by side. */
function joinBranches(branches: readonly tf.Tensor4D[], channels: readonly number[]): tf.Tensor4D {
  const [, height, width] = branches[0].shape;
  const sameSize = branches.map((branch, b) =>
    realChannels(b === 0 ? branch : upsampleBilinear(branch, [height, width], false), channels[b]),
  );
  return tf.concat(sameSize, 3);
}

type Settings = { momentum: number; deviation?: number };

/** A stage: a transition that widens branches and adds one at half the resolution, then modules. */
class Stage extends Layers {
  private readonly transitions: (ConvolutionBlock | null)[];
  private readonly modules: Module[];

  constructor(
    number: number,
    inputs: readonly number[],
    outputs: readonly number[],
    modules: number,
    blocks: number,
    settings: Settings,
    random: Random,
  ) {
    super();
    this.transitions = outputs.map((width, b) => {
      const name = `transition${number}.${b}`;
      if (b < inputs.length) {
        if (inputs[b] === width) return null;
        const options = { ...settings, inputs: inputs[b], outputs: width, kernel: 3 };
        return this.add(new ConvolutionBlock({ ...options, names: [`${name}.0`, `${name}.1`] }, random));
      }
      const options = { ...settings, inputs: inputs[inputs.length - 1], outputs: width, kernel: 3, stride: 2 };
      return this.add(new ConvolutionBlock({ ...options, names: [`${name}.0.0`, `${name}.0.1`] }, random));
    });
    this.modules = Array.from({ length: modules }, (_, m) =>
      this.add(new Module(`stage${number + 1}.${m}`, outputs, blocks, settings, random)),
    );
  }

  apply(inputs: readonly tf.Tensor4D[], mode: TrainingMode | null): tf.Tensor4D[] {
    return tf.tidy(() => {
      const branches = this.transitions.map((transition, b) => {
        const source = inputs[Math.min(b, inputs.length - 1)];
        return transition ? transition.apply(source, mode) : source;
      });
      return this.modules.reduce((x, module) => module.apply(x, mode), branches);
    });
  }
}

/** Residual blocks on each branch, then every branch is added to every other one, up- or downsampled. */
class Module extends Layers {
  private readonly branches: Block[][];
  /** [to][from]: up: one convolution; down: one convolution for each halving; none where to = from. */
  private readonly fuse: ConvolutionBlock[][][];

  constructor(name: string, channels: readonly number[], blocks: number, settings: Settings, random: Random) {
    super();
    this.branches = channels.map((width, b) =>
      Array.from({ length: blocks }, (_, i) =>
        this.add(new Block(`${name}.branches.${b}.${i}`, 'basic', width, width, 1, random, settings)),
      ),
    );
    this.fuse = channels.map((outputs, to) =>
      channels.map((inputs, from) => {
        const prefix = `${name}.fuse_layers.${to}.${from}`;
        if (from === to) return [];
        if (from > to) {
          const options = { ...settings, inputs, outputs, kernel: 1 };
          return [this.add(new ConvolutionBlock({ ...options, names: [`${prefix}.0`, `${prefix}.1`] }, random))];
        }
        return Array.from({ length: to - from }, (_, k) => {
          const width = k === to - from - 1 ? outputs : inputs;
          const options = { ...settings, inputs, outputs: width, kernel: 3, stride: 2 };
          return this.add(
            new ConvolutionBlock({ ...options, names: [`${prefix}.${k}.0`, `${prefix}.${k}.1`] }, random),
          );
        });
      }),
    );
  }

  apply(inputs: readonly tf.Tensor4D[], mode: TrainingMode | null): tf.Tensor4D[] {
    return tf.tidy(() => {
      const x = inputs.map((input, b) => this.branches[b].reduce((y, block) => block.apply(y, mode), input));
      return this.fuse.map((row, to) =>
        tf.tidy(() => sumRelu(row.map((layers, from) => fused(layers, from, to, x, mode)))),
      );
    });
  }
}

/** Branch `from` at the resolution of branch `to`. */
function fused(
  layers: readonly ConvolutionBlock[],
  from: number,
  to: number,
  x: readonly tf.Tensor4D[],
  mode: TrainingMode | null,
): tf.Tensor4D {
  if (from <= to) return layers.reduce((y, layer, k) => layer.apply(y, mode, k < layers.length - 1), x[from]);
  const [, height, width] = x[to].shape;
  return upsampleBilinear(layers[0].apply(x[from], mode, false), [height, width], true);
}

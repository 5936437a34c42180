import { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import type { Head } from '../methods/method';
import { LinearStack } from '../networks/linear';
import type { Network, OutputGroup, TrainingMode } from '../networks/network';
import type { Parameter, StatisticsBuffer } from '../networks/parameter';
import type { Random } from '../random/random';
import type { Batch } from './batches/batches';

/** A group of outputs with the head that decodes their codes. */
export interface HeadedGroup extends OutputGroup {
  readonly head: Head;
}

/** Of a batch, for each group of outputs. */
export type Evaluated = {
  /** Real-valued levels, [L, K]. */
  readonly levels: tf.Tensor2D[];
  /** Ẑ of the first outputs, [measuredOutputs, K, M]. */
  readonly codes: tf.Tensor3D[];
};

/** Encodings are measured for the first few outputs of a group: two landmarks tell what 98 would. */
export const measuredOutputs = ({ outputs }: OutputGroup): number => Math.min(outputs, 4);

/** Network → for each group of outputs: linear layer to the codes Ẑ → head, alike for all methods. */
export class Model {
  readonly parameters: readonly Parameter[];
  private readonly codeLayers: readonly LinearStack[];

  constructor(
    private readonly network: Network,
    readonly groups: readonly HeadedGroup[],
    theta: number,
    random: Random,
  ) {
    const { featureWidth = theta } = network;
    if (featureWidth < 1)
      throw new RlelError('The network has no features without a layer θ (theta 0): it does not say featureWidth.');
    this.codeLayers = groups.map(
      ({ name, outputs, head }) =>
        new LinearStack(`${name}.code`, outputs, featureWidth, head.width, random, ['head', 'bias']),
    );
    this.parameters = [
      ...network.parameters,
      ...this.codeLayers.flatMap((layer) => layer.parameters),
      // D is named after its group: "yaw.decoding"
      ...groups.flatMap(({ name, head }) =>
        head.parameters.map((parameter) => ({ ...parameter, name: `${name}.${parameter.name}` })),
      ),
    ];
  }

  /** [height, width] of its images. */
  get imageSize(): readonly [number, number] {
    return this.network.imageSize;
  }

  /** Running statistics. */
  get buffers(): readonly StatisticsBuffer[] {
    return this.network.buffers;
  }

  /** Everything that weights consist of. */
  get state(): readonly StatisticsBuffer[] {
    return [...this.parameters, ...this.buffers];
  }

  /** Trainable numbers in all. */
  get size(): number {
    return this.parameters.reduce((sum, { variable, frozen }) => sum + (frozen ? 0 : variable.size), 0);
  }

  /** Ẑ, one [L, K, M] a group. */
  codes(images: tf.Tensor4D, mode: TrainingMode | null): tf.Tensor3D[] {
    return this.network.features(images, mode).map((features, g) => this.codeLayers[g].apply(features));
  }

  /** The loss of a batch, summed over groups; `mode` as in `Network.features`. */
  loss(batch: Batch, mode: TrainingMode | null): tf.Scalar {
    const codes = this.codes(batch.images, mode);
    return tf.addN(this.groups.map(({ head }, g) => head.loss(codes[g], batch.labels[g]).total));
  }

  /** What evaluation looks at, without dropout. */
  evaluate(images: tf.Tensor4D): Evaluated {
    const codes = this.codes(images, null);
    return {
      levels: codes.map((z, g) => this.groups[g].head.predict(z)),
      codes: codes.map((z, g) => tf.slice(z, [0, 0, 0], [measuredOutputs(this.groups[g]), -1, -1])),
    };
  }

  dispose(): void {
    for (const { variable } of this.state) variable.dispose();
  }
}

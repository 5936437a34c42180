import { tf } from '../engine/tensorflow';
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

/** Network → for each group of outputs: linear layer to the codes Ẑ → head. */
export class Model {
  readonly parameters: readonly Parameter[];
  private readonly codeLayers: readonly LinearStack[];

  constructor(
    private readonly network: Network,
    readonly groups: readonly HeadedGroup[],
    theta: number,
    random: Random,
  ) {
    this.codeLayers = groups.map(
      ({ name, outputs, head }) =>
        new LinearStack(`${name}.code`, outputs, theta, head.width, random, ['head', 'bias']),
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
    return this.parameters.reduce((sum, { variable }) => sum + variable.size, 0);
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

  /** Real-valued levels, one [L, K] a group. */
  predict(images: tf.Tensor4D): tf.Tensor2D[] {
    return this.codes(images, null).map((codes, g) => this.groups[g].head.predict(codes));
  }

  dispose(): void {
    for (const { variable } of this.state) variable.dispose();
  }
}

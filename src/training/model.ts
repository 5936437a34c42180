import type { tf } from '../engine/tensorflow';
import type { Head } from '../methods/method';
import { Linear } from '../networks/linear';
import type { Network } from '../networks/network';
import type { Parameter } from '../networks/parameter';
import type { Random } from '../random/random';
import type { Batch } from './batches';

/** Network → linear layer to the code Ẑ → head. */
export class Model {
  readonly parameters: readonly Parameter[];
  private readonly output: Linear;

  constructor(
    private readonly network: Network,
    readonly head: Head,
    theta: number,
    random: Random,
  ) {
    this.output = new Linear('feed_forward.1', theta, head.outputs, random);
    this.parameters = [...network.parameters, ...this.output.parameters, ...head.parameters];
  }

  /** Trainable numbers in all. */
  get size(): number {
    return this.parameters.reduce((sum, { variable }) => sum + variable.size, 0);
  }

  /** Ẑ [K, outputs]. */
  codes(images: tf.Tensor4D, dropout: Random | null): tf.Tensor2D {
    return this.output.apply(this.network.features(images, dropout));
  }

  /** The loss of a batch; `dropout` as in `Network.features`. */
  loss(batch: Batch, dropout: Random | null): tf.Scalar {
    return this.head.loss(this.codes(batch.images, dropout), batch.labels).total;
  }

  dispose(): void {
    for (const { variable } of this.parameters) variable.dispose();
  }
}

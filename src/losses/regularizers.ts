import type { tf } from '../engine/tensorflow';
import { RlelError } from '../errors';
import { Registry } from '../input/registry';
import { ownSettings, requireFree } from '../settings/owners';
import type { LossForm, Task } from './rlel';

/** What a regularizer is a function of. */
export interface RegularizerInput {
  /** Ẑ [L, K, M]. */
  readonly codes: tf.Tensor3D;
  /** D [L, M, N]. */
  readonly decoding: tf.Tensor3D;
  /** Real-valued levels [L, K]. */
  readonly labels: tf.Tensor2D;
  readonly form: LossForm;
  readonly task: Task;
}

/** A term of the loss of `rlel`, beside R1 and R2. */
export interface Regularizer {
  readonly name: string;
  /** The setting that is its weight, ≥ 0: 0 unless it is given. */
  readonly weight: string;
  /** What it measures, in a few words. */
  readonly summary: string;
  /** A scalar, differentiable in codes and D. */
  value(input: RegularizerInput): tf.Scalar;
}

const regularizers = new Registry<Regularizer>('regularizer', ({ name, weight, summary, value }) => {
  if (
    typeof weight !== 'string' ||
    !/^[a-z]\w*$/i.test(weight) ||
    typeof summary !== 'string' ||
    typeof value !== 'function'
  )
    throw new RlelError(
      `Regularizer "${name}": expected the name of its weight, a summary and a function value(input).`,
    );
  const who = `Regularizer "${name}"`;
  requireFree(weight, who);
  ownSettings([weight], 'methods', who);
});

/**
 * Adds a regularizer to `rlel`: its weight becomes a setting like α and β, and is not computed where it is 0.
 * @throws RlelError when its name is taken, its weight is another setting, or it is not whole.
 */
export const registerRegularizer = (regularizer: Regularizer): void => regularizers.add(regularizer);

/** The users' regularizers, in order of registration. */
export const ownRegularizers = (): Regularizer[] => regularizers.all();

import type { tf } from '../../engine/tensorflow';
import type { ParameterGroup } from '../../networks/parameter';
import type { Random } from '../../random/random';
import type { Batch } from '../batches/batches';
import type { Evaluated } from '../model';
import type { Optimizer } from '../optimizers';

/** Evaluates batches with a model, as its variables were when it was opened or when `push` was called last. */
export interface Evaluator {
  /** `Model.evaluate`; the caller disposes. */
  evaluate(images: tf.Tensor4D): Evaluated;
  /** Takes the model's variables as they are now. */
  push(): void;
  dispose(): void;
}

/** Trains and evaluates a model, whose variables lag behind until `pull`. */
export interface Trainer extends Evaluator {
  /** Whether its steps are graphs. */
  readonly compiled: boolean;
  readonly optimizer: Optimizer;
  /** A step on a batch. @returns the minimised loss, before the step's update. */
  step(batch: Batch, how: StepSettings): number;
  /** Gives the model's variables the values trained so far. */
  pull(): void;
}

export interface StepSettings {
  /** The learning rate of a group. */
  readonly rate: (group: ParameterGroup) => number;
  /** The stream for dropout. */
  readonly random: Random;
  readonly frozenStatistics: boolean;
}

/** The sizes of batches to come, different ones. */
export interface BatchSizes {
  readonly training: readonly number[];
  /** The largest in evaluation. */
  readonly evaluation: number;
}

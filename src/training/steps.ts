import { Random } from '../random/random';
import type { TrainingConfig } from './config';

/** The epochs of a training on so many samples: those that are set, and more while steps are missing to the least number. */
export const epochsOn = (
  samples: number,
  { epochs, leastSteps, batchSize }: Pick<TrainingConfig, 'epochs' | 'leastSteps' | 'batchSize'>,
): number => Math.max(epochs, Math.ceil(leastSteps / Math.ceil(samples / batchSize)));

/** A training step's samples, and the stream of its augmentation and then its dropout. */
export interface Step {
  readonly indices: Int32Array;
  readonly random: Random;
}

/**
 * The steps of a training from (0-based) epoch and step on: the samples in each epoch's own order.
 * @param train the training samples' indices.
 */
export function* stepsFrom(
  { epoch: firstEpoch, step: firstStep }: { readonly epoch: number; readonly step: number },
  { epochs, batchSize }: { readonly epochs: number; readonly batchSize: number },
  train: Int32Array,
  seed: number,
): Generator<Step> {
  for (let epoch = firstEpoch; epoch < epochs; epoch++) {
    const order = Random.from(seed, 'order', epoch).shuffle(Int32Array.from(train));
    const first = epoch === firstEpoch ? firstStep : 0;
    for (let step = first; step * batchSize < order.length; step++) {
      const indices = order.subarray(step * batchSize, (step + 1) * batchSize);
      yield { indices, random: Random.from(seed, 'step', epoch, step) };
    }
  }
}

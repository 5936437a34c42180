import type { ProfileChanges } from './benchmark';

/**
 * In the quick profile small networks are trained from scratch on small images, all alike: some 750 steps, after which they
 * have learned. The learning rate rises over a tenth of them and falls to 0, early enough that errors have settled.
 */
export const QUICK_TRAINING: ProfileChanges['training'] = {
  optimizer: 'adam',
  learningRate: 0.005,
  biasMultiplier: 1,
  headMultiplier: 1,
  decodingMultiplier: 10,
  freezeStem: false,
  milestones: [],
  resetAtMilestones: false,
  warmup: 0.1,
  decay: 'cosine-squared',
  clipNorm: 5,
  epochs: 4,
  leastSteps: 750,
  batchSize: 32,
  augmentation: 'none',
  selection: 'last',
};

/** The 10 % benchmarks: each image is seen in every epoch, never twice the same. */
export const QUICK_SMALL_TRAINING: ProfileChanges['training'] = {
  ...QUICK_TRAINING,
  epochs: 24,
  leastSteps: 900,
  batchSize: 16,
  augmentation: 'warp',
};

/** A tenth is held out: 190 batches of 32 to train, or 38 of 16 of the tenth. */
export const QUICK_TWIN = { train: 6_756, test: 2_000, scenes: 'plain' } as const;

/** What is not tuned: one form of the loss throughout, direct regression's loss reduced as the others' are. */
export const QUICK_METHODS = { direct: { reduction: 'sum' }, rlel: { form: 'paper' } } as const;

export const QUICK_DEPARTURES = ['compact network, trained from scratch on small images'];

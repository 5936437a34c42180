import type { ProfileChanges } from './benchmark';

/** In the quick profile small networks are trained from scratch on small images, all alike. */
export const QUICK_TRAINING: ProfileChanges['training'] = {
  optimizer: 'adam',
  learningRate: 0.01,
  biasMultiplier: 1,
  headMultiplier: 1,
  decodingMultiplier: 10,
  freezeStem: false,
  resetAtMilestones: false,
  clipNorm: 1,
  epochs: 5,
  milestones: [3, 4],
  batchSize: 64,
  augmentation: 'none',
  selection: 'last',
};

/** Two families of codes are tried, not six, with one loss. */
export const QUICK_BEL = { families: ['U', 'J'], losses: ['bce'] };

export const QUICK_DEPARTURES = ['compact network, trained from scratch on small images'];

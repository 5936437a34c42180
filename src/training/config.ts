/** How training images are varied: one file's function each, see augmentation.ts. */
export const AUGMENTATIONS = ['none', 'steering', 'crop', 'crop-mirror', 'warp'] as const;

/**
 * What the published code does and this kit by default does not. Each is off unless named:
 * - `test-augmentation`: validation and test images are augmented like training ones (label noise included).
 * - `corner-pooling`: the age network averages the top-left 4 × 4 of the last 7 × 7 map only.
 * - `repeated-adam`: Adam updates backbone parameters 3 times (downsampling 4, heads 2) a step.
 * - `frozen-statistics`: the epoch of a milestone runs with batch normalisation's statistics frozen.
 * - `truncated-coordinates`: landmark coordinates are cut to integers, before training and after decoding.
 * - `encoder-ones`: the measured encoder's buckets start at one.
 */
export const ODDITIES = [
  'test-augmentation',
  'corner-pooling',
  'repeated-adam',
  'frozen-statistics',
  'truncated-coordinates',
  'encoder-ones',
] as const;
export type Oddity = (typeof ODDITIES)[number];

/** How a network is trained. */
export interface TrainingConfig {
  readonly optimizer: 'sgd' | 'adam';
  readonly learningRate: number;
  /** The code layers' biases', as a multiple of `learningRate` (2 for all biases in the published steering code). */
  readonly biasMultiplier: number;
  /** The heads' (5 in the published pose code). */
  readonly headMultiplier: number;
  /** The decoding matrix's (10 or 20 in the published code). */
  readonly decodingMultiplier: number;
  /** The first convolution is not trained. */
  readonly freezeStem: boolean;
  /** 0-based epochs from which on the learning rate is divided by 10. */
  readonly milestones: readonly number[];
  /** The optimizer forgets its past at each milestone. */
  readonly resetAtMilestones: boolean;
  /** Largest global gradient norm; 0: no clipping. */
  readonly clipNorm: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly augmentation: (typeof AUGMENTATIONS)[number];
  /** Which epoch's weights are the result. `best-test` looks at the test part: only to compare with the published code. */
  readonly selection: 'last' | 'best-validation' | 'best-test';
  readonly oddities: readonly Oddity[];
}

import { z } from 'zod';
import { listOfDistinct } from '../input/lists';
import { setting } from '../settings/setting';

/** How training images are varied: one file's function each, see augmentation.ts. */
export const AUGMENTATIONS = ['none', 'steering', 'crop', 'crop-mirror', 'warp'] as const;

/**
 * What the published code does and this kit by default does not. Each is off unless named (`corner-pooling` is an option
 * of the network):
 * - `test-augmentation`: validation and test images are augmented like training ones (label noise included).
 * - `repeated-adam`: Adam updates backbone parameters 3 times (downsampling 4, heads 2) a step.
 * - `frozen-statistics`: the epoch of a milestone runs with batch normalisation's statistics frozen.
 * - `truncated-coordinates`: landmark coordinates are cut to integers, before training and after decoding.
 * - `encoder-ones`: the measured encoder's buckets start at one.
 */
export const ODDITIES = [
  'test-augmentation',
  'repeated-adam',
  'frozen-statistics',
  'truncated-coordinates',
  'encoder-ones',
] as const;
export type Oddity = (typeof ODDITIES)[number];

const multiplier = z.number().min(0).default(1);

/** How a network is trained. */
export const TRAINING = z.strictObject({
  optimizer: setting(z.enum(['sgd', 'adam']).default('adam'), 'optimizer'),
  learningRate: setting(z.number().positive().default(1e-4), 'learning rate'),
  biasMultiplier: setting(
    multiplier,
    'learning rate of the code layers’ biases, as a multiple (published: 2 in steering, all biases; 5 in pose)',
  ),
  headMultiplier: setting(
    multiplier.clone(),
    'learning rate of the layers that give the codes, as a multiple (published: 5 in pose)',
  ),
  decodingMultiplier: setting(
    z.number().min(0).default(10),
    'learning rate of the decoding matrix, as a multiple (published: 10 or 20)',
  ),
  freezeStem: setting(z.boolean().default(false), 'whether the first convolution is not trained'),
  milestones: setting(
    listOfDistinct(z.number().int().min(0)).default([]),
    '0-based epochs from which on the learning rate is divided by 10',
  ),
  decay: setting(
    z.enum(['steps', 'cosine', 'cosine-squared']).default('steps'),
    'how the learning rate falls: by milestones alone, or after the warm-up to 0, too, along half a cosine or its square',
    { neutral: 'steps' },
  ),
  resetAtMilestones: setting(z.boolean().default(false), 'whether the optimizer forgets its past at each milestone'),
  warmup: setting(z.number().min(0).max(1).default(0), 'share of all steps over which the learning rate rises from 0', {
    neutral: 0,
  }),
  clipNorm: setting(z.number().min(0).default(0), 'largest global gradient norm; 0: no clipping'),
  epochs: setting(z.number().int().min(1).default(50), 'epochs'),
  leastSteps: setting(
    z.number().int().min(0).default(0),
    'steps that are done at least, where epochs are not asked for: on a small training set epochs are added',
    { neutral: 0 },
  ),
  batchSize: setting(z.number().int().min(1).default(16), 'samples in a step'),
  augmentation: setting(z.enum(AUGMENTATIONS).default('none'), 'how training images are varied'),
  selection: setting(
    z.enum(['last', 'best-validation', 'best-test']).default('last'),
    'epoch whose weights count; best-test looks at the test part: only to compare with the published code',
  ),
  oddities: setting(
    listOfDistinct(z.enum(ODDITIES)).default([]),
    `what the published code does beside the paper: ${ODDITIES.join(', ')}`,
  ),
});
/** The settings of a training. */
export type TrainingConfig = Readonly<z.output<typeof TRAINING>>;

import type { ParameterGroup } from '../networks/parameter';
import type { TrainingConfig } from './config';

/** A step of a training, all counted from 0; `steps` are those of an epoch. */
export interface StepPosition {
  readonly epoch: number;
  readonly step: number;
  readonly steps: number;
}

/** Of half a cosine. */
const POWERS = { steps: 0, cosine: 1, 'cosine-squared': 2 } as const;

/**
 * The learning rate of a parameter group at a step: divided by 10 from each milestone's epoch on; rising linearly over
 * the warm-up's steps; after them, where the decay is a cosine, falling by (1 + cos πt)/2, t from 0 to 1 at the end
 * (Loshchilov & Hutter 2017, "SGDR", eq. 5, without restarts), or by its square, which has settled when it ends.
 */
export function learningRate(
  config: TrainingConfig,
  { epoch, step, steps }: StepPosition,
  group: ParameterGroup,
): number {
  const drops = config.milestones.filter((milestone) => epoch >= milestone).length;
  const multiplier = {
    weight: 1,
    stem: 1,
    bias: config.biasMultiplier,
    head: config.headMultiplier,
    decoding: config.decodingMultiplier,
  }[group];
  const warmup = config.warmup * config.epochs * steps;
  const done = epoch * steps + step;
  const rise = Math.min(1, (done + 1) / Math.max(warmup, 1));
  const past = Math.max(0, done - warmup) / Math.max(config.epochs * steps - warmup, 1);
  const fall = ((1 + Math.cos(Math.PI * past)) / 2) ** POWERS[config.decay];
  return config.learningRate * 0.1 ** drops * multiplier * rise * fall;
}

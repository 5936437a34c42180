import type { ParameterGroup } from '../networks/parameter';
import type { TrainingConfig } from './config';

/** A step of a training, all counted from 0; `steps` are those of an epoch. */
export interface StepPosition {
  readonly epoch: number;
  readonly step: number;
  readonly steps: number;
}

/**
 * The learning rate of a parameter group at a step: divided by 10 from each milestone's epoch on; rising linearly over
 * the warm-up's steps.
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
  const rise = Math.min(1, (epoch * steps + step + 1) / Math.max(warmup, 1));
  return config.learningRate * 0.1 ** drops * multiplier * rise;
}

import type { ParameterGroup } from '../networks/parameter';
import type { TrainingConfig } from './config';

/** The learning rate of a parameter group in a (0-based) epoch: multi-step, divided by 10 from each milestone on. */
export function learningRate(config: TrainingConfig, epoch: number, group: ParameterGroup): number {
  const drops = config.milestones.filter((milestone) => epoch >= milestone).length;
  const multiplier = {
    weight: 1,
    stem: 1,
    bias: config.biasMultiplier,
    head: config.headMultiplier,
    decoding: config.decodingMultiplier,
  }[group];
  return config.learningRate * 0.1 ** drops * multiplier;
}

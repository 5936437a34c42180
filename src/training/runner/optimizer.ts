import type { Parameter, ParameterGroup } from '../../networks/parameter';
import type { TrainingConfig } from '../config';
import type { Model } from '../model';
import { Adam, type Optimizer, RepeatedAdam, Sgd, type Storage } from '../optimizers';

/** All but those that are frozen, and the first convolution where that is. */
export const trainedParameters = (model: Model, { freezeStem }: TrainingConfig): readonly Parameter[] =>
  model.parameters.filter(({ group, frozen }) => !frozen && !(freezeStem && group === 'stem'));

/** What an optimizer updates at a time. */
export interface Updated {
  readonly group: ParameterGroup;
  /** How often a step. */
  readonly times: number;
}

/**
 * How often a step updates a parameter: once, but for an oddity. The published groups list a backbone parameter 3 times,
 * downsampling 4, heads 2, the decoding matrix once.
 */
export function updatesOf({ name, group }: Parameter, { oddities }: TrainingConfig): number {
  if (!oddities.includes('repeated-adam') || group === 'decoding') return 1;
  if (group === 'head' || group === 'bias') return 2;
  return name.includes('downsample') ? 4 : 3;
}

/** The optimizer of a configuration. @param storage a new one for each call. */
export function buildOptimizer<P extends Updated>(
  { optimizer, oddities }: TrainingConfig,
  parameters: readonly P[],
  storage: () => Storage<P>,
): Optimizer {
  if (optimizer === 'sgd') return new Sgd(parameters, storage());
  if (!oddities.includes('repeated-adam')) return new Adam(parameters, storage());
  return new RepeatedAdam(
    parameters,
    parameters.map(({ times }) => times),
    storage,
  );
}

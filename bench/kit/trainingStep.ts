import { tf } from '../../src/engine/tensorflow';
import type { TrainingMode } from '../../src/networks/network';
import type { ParameterGroup } from '../../src/networks/parameter';
import { Random } from '../../src/random/random';
import type { Batch } from '../../src/training/batches/batches';
import { lossAndGradients } from '../../src/training/gradients';
import type { Model } from '../../src/training/model';
import type { Trainer } from '../../src/training/runner/trainer';
import { learningRate } from '../../src/training/schedule';
import type { Workload } from '../workloads';

/** One step of the trainer. @returns a function that gives the step's loss. */
export function trainingStep(trainer: Trainer, batch: Batch, { training }: Workload): () => number {
  const rate = (group: ParameterGroup) => learningRate(training, { epoch: 0, step: 0, steps: 1 }, group);
  const random = Random.from(1, 'dropout');
  return () => trainer.step(batch, { rate, random, frozenStatistics: false });
}

/** Loss and gradients without an update. */
export function gradientStep(model: Model, batch: Batch): () => number {
  const mode: TrainingMode = { random: Random.from(1, 'dropout'), frozenStatistics: false };
  return () => {
    const { value, gradients } = lossAndGradients(() => model.loss(batch, mode), model.parameters);
    const loss = value.dataSync()[0];
    tf.dispose([value, ...gradients]);
    return loss;
  };
}

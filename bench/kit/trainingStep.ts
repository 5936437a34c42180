import { tf } from '../../src/engine/tensorflow';
import type { TrainingMode } from '../../src/networks/network';
import { Random } from '../../src/random/random';
import type { Batch } from '../../src/training/batches/batches';
import { clipFactor, lossAndGradients } from '../../src/training/gradients';
import type { Model } from '../../src/training/model';
import { Adam, besideVariables, Sgd } from '../../src/training/optimizers';
import { learningRate } from '../../src/training/schedule';
import type { Workload } from '../workloads';

/** One step as the trainer does it: loss, gradients, clipping, update. @returns a function that gives the step's loss. */
export function trainingStep(model: Model, batch: Batch, { training }: Workload): () => number {
  const { parameters } = model;
  const optimizer =
    training.optimizer === 'sgd' ? new Sgd(parameters, besideVariables()) : new Adam(parameters, besideVariables());
  const rates = parameters.map(({ group }) =>
    learningRate({ ...training, warmup: 0 }, { epoch: 0, step: 0, steps: 1 }, group),
  );
  const mode: TrainingMode = { random: Random.from(1, 'dropout'), frozenStatistics: false };
  return () => {
    const { value, gradients } = lossAndGradients(() => model.loss(batch, mode), parameters);
    optimizer.update(gradients, optimizer.advance(rates), clipFactor(gradients, training.clipNorm));
    const loss = value.dataSync()[0];
    tf.dispose([value, ...gradients]);
    return loss;
  };
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

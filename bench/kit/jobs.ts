import { tf } from '../../src/engine/tensorflow';
import { Random } from '../../src/random/random';
import type { Batch } from '../../src/training/batches/batches';
import type { Model } from '../../src/training/model';
import type { Assignment } from '../messages';
import type { Workload } from '../workloads';
import { floorOf } from './floor';
import { formulaBatch, formulaHead, formulaModel } from './formulaModel';
import { seconds } from './seconds';
import { gradientStep, trainingStep } from './trainingStep';

/** Work that can be repeated. */
export interface Measured {
  readonly parameters: number;
  check(): number;
  /** Seconds of each repetition. */
  run(count: number): number[];
  /** The time of the step's products alone, from `count` runs each. */
  floor(count: number): number;
}

export function openJob({ job, workload }: Assignment): Measured {
  const batch = formulaBatch(workload);
  const model = job === 'head' ? formulaHead(workload) : formulaModel(workload);
  const parameters = model.size;
  if (job === 'evaluate') {
    const predict = (): number => {
      const levels = tf.tidy(() => model.evaluate(batch.images).levels[0]); // [L, K]
      const values = levels.dataSync();
      levels.dispose();
      return [...values].reduce((sum, value) => sum + value, 0) / values.length;
    };
    return { parameters, check: predict, run: timed(predict), floor: floorOf(predict) };
  }
  const step = job === 'head' ? gradientStep(model, batch) : trainingStep(model, batch, workload);
  return { parameters, check: () => firstLoss(model, batch, workload), run: timed(step), floor: floorOf(step) };
}

/** The loss with the batch's statistics, without dropout (PilotNet, which has no statistics: in evaluation). */
function firstLoss(model: Model, batch: Batch, { network }: Workload): number {
  const mode = network === 'pilotnet' ? null : { random: Random.from(1), frozenStatistics: false };
  const loss = tf.tidy(() => model.loss(batch, mode));
  const [value] = loss.dataSync();
  loss.dispose();
  return value;
}

const timed =
  (work: () => unknown) =>
  (count: number): number[] =>
    Array.from({ length: count }, () => seconds(work));

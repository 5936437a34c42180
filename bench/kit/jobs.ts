import { tf } from '../../src/engine/tensorflow';
import { Random } from '../../src/random/random';
import type { Batch } from '../../src/training/batches/batches';
import type { Model } from '../../src/training/model';
import { compiledEvaluator, compiledTrainer } from '../../src/training/runner/compiled';
import { eagerEvaluator, eagerTrainer } from '../../src/training/runner/eager';
import type { Evaluator } from '../../src/training/runner/trainer';
import type { Assignment, OperationCost } from '../messages';
import type { Workload } from '../workloads';
import { floorOf } from './floor';
import { formulaBatch, formulaHead, formulaModel } from './formulaModel';
import { profileOf } from './profile';
import { seconds } from './seconds';
import { gradientStep, trainingStep } from './trainingStep';

/** Work that can be repeated. */
export interface Measured {
  readonly parameters: number;
  /** Seconds until it is compiled; null where it is not. */
  readonly compiling: number | null;
  check(): number;
  /** Seconds of each repetition. */
  run(count: number): number[];
  /** The time of the step's products alone, from `count` runs each; of a step that is not compiled. */
  floor(count: number): number;
  /** The same step's operations. */
  profile(count: number): OperationCost[];
}

export function openJob({ side, job, workload }: Assignment): Measured {
  const batch = formulaBatch(workload);
  const model = job === 'head' ? formulaHead(workload) : formulaModel(workload);
  const size = workload.batch;
  const compiled = side === 'kit' && job !== 'head';
  let work: () => number;
  const compiling = seconds(() => {
    if (job === 'head') work = gradientStep(model, batch);
    else if (job === 'evaluate')
      work = predictor(compiled ? compiledEvaluator(model, size) : eagerEvaluator(model), batch);
    else {
      const { training } = workload;
      const sizes = { training: [size], evaluation: size };
      work = trainingStep(
        compiled ? compiledTrainer(model, training, sizes) : eagerTrainer(model, training),
        batch,
        workload,
      );
    }
  });
  return {
    parameters: model.size,
    compiling: compiled ? compiling : null,
    check: job === 'evaluate' ? () => work() : () => firstLoss(model, batch, workload),
    run: (count) => Array.from({ length: count }, () => seconds(work)),
    floor: floorOf(() => work()),
    profile: (count) => profileOf(work, count),
  };
}

/** @returns a function that gives the mean level that is predicted for a batch. */
const predictor =
  (evaluator: Evaluator, { images }: Batch) =>
  (): number => {
    const { levels, codes } = evaluator.evaluate(images); // [L, K] each
    const values = levels.flatMap((group) => [...group.dataSync()]);
    tf.dispose([...levels, ...codes]);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };

/** The loss with the batch's statistics, without dropout (PilotNet, which has no statistics: in evaluation). */
function firstLoss(model: Model, batch: Batch, { kind }: Workload): number {
  const mode = kind === 'pilotnet' ? null : { random: Random.from(1), frozenStatistics: false };
  const loss = tf.tidy(() => model.loss(batch, mode));
  const [value] = loss.dataSync();
  loss.dispose();
  return value;
}

import type { Dataset } from '../datasets/dataset';
import { tf } from '../engine/tensorflow';
import type { Task } from '../losses/rlel';
import { Random } from '../random/random';
import { mean } from '../statistics/moments';
import type { Reading } from './batches/batches';
import { evaluationBatches } from './batches/evaluationBatches';
import type { TrainingConfig } from './config';
import { fromGrid, truncates } from './labelGrid';
import { type HeadedGroup, measuredOutputs } from './model';
import type { Evaluator } from './runner/trainer';
import { TASKS } from './tasks';
import { addPiece, noWork, type WorkTime } from './workTime';

/** The stream for augmentation while evaluating: none, but for the published oddity. */
export function noise(config: TrainingConfig, seed: number): Random | null {
  return config.oddities.includes('test-augmentation') ? Random.from(seed, 'test-augmentation') : null;
}

/**
 * Predictions in the samples' unit, [indices.length][outputs], without dropout.
 * @param augment null, but for an oddity of the published code.
 * @param work each batch is added to it.
 */
export async function predict(
  evaluator: Evaluator,
  reading: Reading,
  indices: Int32Array,
  augment: Random | null = null,
  work: WorkTime = noWork(),
): Promise<(readonly number[])[]> {
  const results: (readonly number[])[] = [];
  let started = performance.now();
  for await (const { part, batch } of evaluationBatches(reading, indices, augment)) {
    const { levels, codes } = evaluator.evaluate(batch.images);
    const predicted = levels.map((tensor) => tensor.dataSync() as Float32Array);
    results.push(...valuesOf(predicted, reading, part));
    tf.dispose([batch.images, ...batch.labels, ...levels, ...codes]);
    const ended = performance.now();
    addPiece(work, (ended - started) / 1000);
    started = ended;
  }
  return results;
}

/** Predicted levels, [L, indices.length] of each group, in the samples' unit: [indices.length][outputs]. */
export function valuesOf(
  levels: readonly Float32Array[],
  { data, groups, config }: Reading,
  indices: Int32Array,
): (readonly number[])[] {
  const truncated = truncates(config);
  return Array.from(indices, (index, k) => {
    const values = levels.flatMap((column, g) => {
      const { outputs, space } = groups[g];
      return Array.from({ length: outputs }, (_, l) => space.toValue(column[l * indices.length + k]));
    });
    return fromGrid(values, data.samples[index], truncated);
  });
}

/**
 * Codes of the first outputs of each group (`measuredOutputs`).
 * @returns Ẑ [indices.length, M], row-major, by group and output.
 */
export async function predictCodes(
  evaluator: Evaluator,
  groups: readonly HeadedGroup[],
  reading: Reading,
  indices: Int32Array,
): Promise<Float32Array[][]> {
  const results = groups.map((group) =>
    Array.from({ length: measuredOutputs(group) }, () => new Float32Array(indices.length * group.head.width)),
  );
  let from = 0;
  for await (const { part, batch } of evaluationBatches(reading, indices, null)) {
    const { levels, codes } = evaluator.evaluate(batch.images);
    codes.forEach((z, g) => {
      const { width } = groups[g].head;
      const values = z.dataSync() as Float32Array;
      const size = part.length * width;
      results[g].forEach((result, l) => {
        result.set(values.subarray(l * size, (l + 1) * size), from * width);
      });
    });
    from += part.length;
    tf.dispose([batch.images, ...batch.labels, ...levels, ...codes]);
  }
  return results;
}

/** The errors of predictions, in the metric's unit, one a sample. */
export function sampleErrors(
  task: Task,
  data: Dataset,
  indices: Int32Array,
  predictions: readonly (readonly number[])[],
): number[] {
  return Array.from(indices, (index, i) => TASKS[task].error(predictions[i], data.samples[index].values));
}

/** The mean of `sampleErrors`. */
export function meanError(
  task: Task,
  data: Dataset,
  indices: Int32Array,
  predictions: readonly (readonly number[])[],
): number {
  return mean(sampleErrors(task, data, indices, predictions));
}

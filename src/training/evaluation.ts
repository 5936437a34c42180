import type { Dataset } from '../datasets/dataset';
import { tf } from '../engine/tensorflow';
import type { Task } from '../losses/rlel';
import { Random } from '../random/random';
import { mean } from '../statistics/moments';
import type { LabelGroup, Reading } from './batches/batches';
import { evaluationBatches } from './batches/evaluationBatches';
import type { TrainingConfig } from './config';
import { fromGrid, truncates } from './labelGrid';
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
  return Array.from(indices, (index, k) =>
    fromGrid(sampleValues(levels, groups, indices.length, k), data.samples[index], truncated),
  );
}

/** The values of sample k of `samples`, as the network has learned them: landmarks on the grid. @param levels as of `valuesOf`. */
export const sampleValues = (
  levels: readonly ArrayLike<number>[],
  groups: readonly LabelGroup[],
  samples: number,
  k: number,
): number[] =>
  levels.flatMap((column, g) => {
    const { outputs, space } = groups[g];
    return Array.from({ length: outputs }, (_, l) => space.toValue(column[l * samples + k]));
  });

/**
 * Codes of samples, of all outputs that they are given for.
 * @param codesOf the codes of a batch's images, [L, K, M] of each group, which are disposed here.
 * @returns Ẑ [L, indices.length, M] of each group, row-major.
 */
export async function collectCodes(
  codesOf: (images: tf.Tensor4D) => tf.Tensor3D[],
  reading: Reading,
  indices: Int32Array,
): Promise<Float32Array[]> {
  const results: Float32Array[] = [];
  let from = 0;
  for await (const { part, batch } of evaluationBatches(reading, indices, null)) {
    const codes = codesOf(batch.images);
    codes.forEach((z, g) => {
      const [outputs, , width] = z.shape;
      results[g] ??= new Float32Array(outputs * indices.length * width);
      const values = z.dataSync() as Float32Array; // [L, K, M]
      const size = part.length * width;
      for (let l = 0; l < outputs; l++) {
        results[g].set(values.subarray(l * size, (l + 1) * size), (l * indices.length + from) * width);
      }
    });
    from += part.length;
    tf.dispose([batch.images, ...batch.labels, ...codes]);
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

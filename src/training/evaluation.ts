import type { Dataset } from '../datasets/dataset';
import { tf } from '../engine/tensorflow';
import type { Task } from '../losses/rlel';
import { Random } from '../random/random';
import { mean } from '../statistics/moments';
import type { Reading } from './batches/batches';
import { evaluationBatches } from './batches/evaluationBatches';
import type { TrainingConfig } from './config';
import { fromGrid, truncates } from './labelGrid';
import type { Model } from './model';
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
  model: Model,
  reading: Reading,
  indices: Int32Array,
  augment: Random | null = null,
  work: WorkTime = noWork(),
): Promise<(readonly number[])[]> {
  const truncated = truncates(reading.config);
  const results: (readonly number[])[] = [];
  let started = performance.now();
  for await (const { part, batch } of evaluationBatches(reading, indices, augment)) {
    const levels = tf.tidy(() => model.predict(batch.images)); // [L, K] each
    const columns = levels.map((tensor) => tensor.dataSync());
    part.forEach((index, k) => {
      const values = columns.flatMap((column, g) => {
        const { outputs, space } = reading.groups[g];
        return Array.from({ length: outputs }, (_, l) => space.toValue(column[l * part.length + k]));
      });
      results.push(fromGrid(values, reading.data.samples[index], truncated));
    });
    tf.dispose([batch.images, ...batch.labels, ...levels]);
    const ended = performance.now();
    addPiece(work, (ended - started) / 1000);
    started = ended;
  }
  return results;
}

/**
 * Codes of the first outputs of each group.
 * @param outputs how many of each group.
 * @returns Ẑ [indices.length, M], row-major, by group and output.
 */
export async function predictCodes(
  model: Model,
  reading: Reading,
  indices: Int32Array,
  outputs: readonly number[],
): Promise<Float32Array[][]> {
  const results = model.groups.map(({ head: { width } }, g) =>
    Array.from({ length: outputs[g] }, () => new Float32Array(indices.length * width)),
  );
  let from = 0;
  for await (const { part, batch } of evaluationBatches(reading, indices, null)) {
    const codes = tf.tidy(() =>
      model.codes(batch.images, null).map((z, g) => tf.slice(z, [0, 0, 0], [outputs[g], -1, -1])),
    ); // [outputs, K, M] each
    codes.forEach((z, g) => {
      const { width } = model.groups[g].head;
      const values = z.dataSync() as Float32Array;
      const size = part.length * width;
      results[g].forEach((result, l) => {
        result.set(values.subarray(l * size, (l + 1) * size), from * width);
      });
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

import { RlelError } from '../errors';
import type { Task } from '../losses/rlel';
import type { TrainingConfig } from './config';
import { cumulativeScore, nme } from './metrics';

/** How a task's predictions are judged. */
export interface TaskRules {
  readonly metric: 'MAE' | 'NME';
  /** Of the metric; null: that of the data's labels. */
  readonly unit: string | null;
  /** The error of one sample, in the metric's unit. @throws RlelError where it is not defined. */
  error(prediction: readonly number[], truth: readonly number[]): number;
  /** Other figures of interest, from the samples' errors. */
  extras(errors: readonly number[]): Record<string, number>;
}

/** Points whose distance normalises landmark errors, 0-based, by the number of landmarks: COFW, 300W, WFLW; else the box. */
const NORMALISERS: Readonly<Record<number, readonly [number, number]>> = { 29: [8, 9], 68: [36, 45], 98: [60, 72] };

const meanAbsolute = (prediction: readonly number[], truth: readonly number[]): number =>
  truth.reduce((sum, value, i) => sum + Math.abs(prediction[i] - value), 0) / truth.length;

const share = (errors: readonly number[], holds: (error: number) => boolean): number =>
  errors.filter(holds).length / errors.length;

export const TASKS: Readonly<Record<Task, TaskRules>> = {
  steering: { metric: 'MAE', unit: 'degrees', error: meanAbsolute, extras: () => ({}) },
  /** The mean over yaw, pitch and roll; angles are not wrapped. */
  pose: { metric: 'MAE', unit: 'degrees', error: meanAbsolute, extras: () => ({}) },
  age: {
    metric: 'MAE',
    unit: 'years',
    error: meanAbsolute,
    extras: (errors) => ({ 'CS@5': cumulativeScore(errors, new Float64Array(errors.length), 5) }),
  },
  /** Values of any unit. */
  regression: { metric: 'MAE', unit: null, error: meanAbsolute, extras: () => ({}) },
  landmarks: {
    metric: 'NME',
    unit: '%',
    error(prediction, truth) {
      return 100 * nme(pairs(prediction), pairs(truth), NORMALISERS[truth.length / 2] ?? 'box');
    },
    extras: (errors) => ({ 'FR@8%': share(errors, (e) => e > 8), 'FR@10%': share(errors, (e) => e > 10) }),
  },
};

function pairs(values: readonly number[]): [number, number][] {
  return Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i], values[2 * i + 1]]);
}

/** Tasks whose images an augmentation is made for. */
const AUGMENTED: Partial<Record<TrainingConfig['augmentation'], readonly Task[]>> = {
  steering: ['steering'],
  warp: ['landmarks'],
  crop: ['pose', 'age', 'regression'],
  'crop-mirror': ['pose'],
};

/** @throws RlelError when images of a task cannot be varied so. */
export function checkAugmentation(task: Task, augmentation: TrainingConfig['augmentation']): void {
  const tasks = AUGMENTED[augmentation];
  if (tasks && !tasks.includes(task))
    throw new RlelError(
      `augmentation ${augmentation}: it is for ${tasks.join(', ')}, this is ${task}. Give another, or none.`,
    );
}

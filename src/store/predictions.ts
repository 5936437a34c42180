import { benchmarkNamed } from '../benchmarks/registry';
import { mean } from '../statistics/moments';
import { TASKS } from '../training/tasks';
import type { RunConfig, RunResult, Score } from './runRecord';

/** One row of predictions.csv, in the samples' unit. */
export interface Prediction {
  readonly image: string;
  readonly split: 'validation' | 'test';
  readonly subsets: readonly string[];
  readonly truth: readonly number[];
  readonly prediction: readonly number[];
}

/** Names of a run's outputs, in order: yaw, pitch, roll; or x0, y0, x1, y1, … */
export function outputNames({ labels }: Pick<RunConfig, 'labels'>): string[] {
  return labels.flatMap(({ name, outputs }) =>
    outputs === 1 ? [name] : Array.from({ length: outputs }, (_, i) => `${i % 2 === 0 ? 'x' : 'y'}${i >> 1}`),
  );
}

/** The metrics of a run's predictions; all but those of labels alone. */
export function score(
  config: RunConfig,
  predictions: readonly Prediction[],
): Omit<RunResult['metrics'], 'constant' | 'rounding'> {
  const { task } = benchmarkNamed(config.benchmark);
  const { error, extras } = TASKS[task];
  const rows = predictions.map((row) => ({ ...row, error: error(row.prediction, row.truth) }));
  const test = rows.filter(({ split }) => split === 'test');
  const over = (members: readonly { error: number }[]): Score => ({
    error: mean(members.map((row) => row.error)),
    count: members.length,
  });
  const subsets = [...new Set(test.flatMap((row) => row.subsets))].sort();
  const names = outputNames(config);
  const ofTheirOwn = task !== 'landmarks' && names.length > 1 ? names : [];
  return {
    validation: over(rows.filter(({ split }) => split === 'validation')),
    test: over(test),
    outputs: Object.fromEntries(
      ofTheirOwn.map((name, i) => [name, mean(test.map((row) => Math.abs(row.prediction[i] - row.truth[i])))]),
    ),
    subsets: Object.fromEntries(subsets.map((name) => [name, over(test.filter((row) => row.subsets.includes(name)))])),
    extras: extras(test.map((row) => row.error)),
  };
}

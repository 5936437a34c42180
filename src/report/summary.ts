import { canonicalJson } from '../study/canonicalJson';
import type { RunResult } from '../study/runRecord';

/** The runs of one configuration over its seeds. */
export interface SummaryRow {
  readonly benchmark: string;
  readonly method: string;
  readonly profile: string;
  readonly source: string;
  readonly metric: string;
  readonly unit: string;
  readonly seeds: readonly number[];
  /** Test error, a seed. */
  readonly errors: readonly number[];
  readonly mean: number;
  /** Sample standard deviation; null for one seed. */
  readonly std: number | null;
  readonly constant: number;
  /** Networks trained for one result. */
  readonly trainings: number;
  readonly seconds: number;
}

/** One row a configuration: runs that differ in anything but the seed are never put together. */
export function summarize(results: readonly RunResult[]): SummaryRow[] {
  const groups = new Map<string, RunResult[]>();
  for (const result of results) {
    const key = canonicalJson({ ...result.config, seed: 0 });
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map((runs): SummaryRow => {
    const [{ config, metric, unit, metrics, trainings }] = runs;
    const errors = runs.map((run) => run.metrics.test.error);
    const mean = average(errors);
    return {
      benchmark: config.benchmark,
      method: config.method,
      profile: config.profile,
      source: config.data.source === 'twin' ? 'twin (synthetic)' : config.data.source,
      metric,
      unit,
      seeds: runs.map((run) => run.config.seed),
      errors,
      mean,
      std: runs.length < 2 ? null : Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / (runs.length - 1)),
      constant: metrics.constant.error,
      trainings,
      seconds: average(runs.map((run) => run.seconds)),
    };
  });
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

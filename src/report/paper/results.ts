import type { PaperRow } from '../../benchmarks/benchmark';
import { benchmarkNamed, benchmarkNames } from '../../benchmarks/registry';
import { requireText } from '../../input/check';

/** A figure of the paper's results table: mean and standard deviation over its runs. */
export interface PaperResult {
  readonly mean: number;
  readonly std: number;
}

/** The table's methods, in its order. */
export const PAPER_METHODS = ['sa', 'ae', 'lel', 'bel', 'rlel'] as const;
export type PaperMethod = (typeof PAPER_METHODS)[number];

/** A benchmark's row of the paper; null: it has none. */
export const paperRow = (benchmark: string): PaperRow | null =>
  benchmarkNames().includes(benchmark) ? benchmarkNamed(benchmark).paper : null;

/** Benchmarks of the table, in the paper's order. */
export const PAPER_BENCHMARKS: readonly string[] = benchmarkNames().filter((name) => paperRow(name));

/** null: the table has no such row or column. */
export function paperResult(benchmark: string, method: string): PaperResult | null {
  requireText(benchmark, 'paperResult: benchmark');
  requireText(method, 'paperResult: method');
  const results = paperRow(benchmark)?.results ?? {};
  const figure = Object.hasOwn(results, method) ? (results as PaperRow['results'])[method as PaperMethod] : undefined;
  return figure ? { mean: figure[0], std: figure[1] } : null;
}

/** Size of the layer before the code in the paper's set-up. */
export const PAPER_THETA = 10;

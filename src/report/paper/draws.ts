import { Random } from '../../random/random';
import type { Interval } from '../../statistics/interval';
import { PAPER_BENCHMARKS, PAPER_METHODS, type PaperMethod, type PaperResult, paperResult } from './results';

/** The table's errors: a row a benchmark. */
export type PaperErrors = readonly Readonly<Record<PaperMethod, number>>[];

const DRAWS = 2000;

function errors(value: (result: PaperResult) => number): PaperErrors {
  return PAPER_BENCHMARKS.map(
    (benchmark) =>
      Object.fromEntries(
        PAPER_METHODS.map((method) => [method, value(paperResult(benchmark, method) as PaperResult)]),
      ) as Record<PaperMethod, number>,
  );
}

/**
 * A statistic of the paper's table, with the 95 % interval of the same over tables whose cells are drawn from normal
 * distributions with the printed means and standard deviations. A printed 0.00 allows no spread, so such cells are fixed.
 * @param purpose names the stream of draws.
 */
export function paperInterval(statistic: (table: PaperErrors) => number, purpose: string): Interval {
  const random = Random.from(0, 'paper', purpose);
  const draws = Array.from({ length: DRAWS }, () => statistic(errors(({ mean, std }) => random.normal(mean, std))));
  draws.sort((a, b) => a - b);
  const at = (quantile: number): number => draws[Math.round(quantile * (DRAWS - 1))];
  return { estimate: statistic(errors(({ mean }) => mean)), low: at(0.025), high: at(0.975) };
}

/** RLEL's mean relative difference in error with another method over the table, % of the other's. */
export const rlelAgainst =
  (method: PaperMethod) =>
  (table: PaperErrors): number =>
    (100 * table.reduce((sum, row) => sum + row.rlel / row[method] - 1, 0)) / table.length;

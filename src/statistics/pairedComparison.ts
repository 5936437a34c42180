import { RlelError } from '../errors';
import { requireNumbers } from '../input/check';
import { normal, studentt } from './distributions';
import { type Interval, requireConfidence } from './interval';
import { mean, sampleStd } from './moments';
import { averageRanks } from './ranks';

/** What a paired t test says of differences; the interval is of their mean. */
export interface PairedT extends Interval {
  readonly std: number;
  /** 0 over 0 where all differences are 0. */
  readonly t: number;
  readonly df: number;
  /** Two-sided. Differences without spread: 1 where they are 0, else 0. */
  readonly p: number;
}

/** @param differences of pairs. @throws RlelError for fewer than two, or what is no finite number. */
export function pairedT(differences: readonly number[], confidence = 0.95): PairedT {
  requireNumbers(differences, 'pairedT: differences');
  requireConfidence(confidence, 'pairedT');
  const df = differences.length - 1;
  if (df < 1) throw new RlelError(`Paired t test of ${differences.length} differences: expected at least two.`);
  const [estimate, std] = [mean(differences), sampleStd(differences)];
  const error = std / Math.sqrt(differences.length);
  const t = estimate / error;
  const p = error > 0 ? 2 * studentt.cdf(-Math.abs(t), df) : estimate === 0 ? 1 : 0;
  const half = error > 0 ? studentt.inv(1 - (1 - confidence) / 2, df) * error : 0;
  return { estimate, low: estimate - half, high: estimate + half, std, t, df, p };
}

/** Up to here all signs are tried. */
const EXACT = 25;

/**
 * Wilcoxon's signed-rank test that differences lie around 0, two-sided. Differences of 0 are left out. Exact for up to 25
 * differences without ties, else by the normal approximation with correction for ties.
 * @returns W⁺, the sum of the ranks of positive differences, and p; p is 1 where no difference is left.
 * @throws RlelError for what is no finite number.
 */
export function wilcoxonSignedRank(differences: readonly number[]): { statistic: number; p: number } {
  requireNumbers(differences, 'wilcoxonSignedRank: differences');
  const present = differences.filter((difference) => difference !== 0);
  const n = present.length;
  if (n === 0) return { statistic: 0, p: 1 };
  const sizes = present.map(Math.abs);
  const ranks = averageRanks(sizes);
  const statistic = ranks.reduce((sum, rank, i) => sum + (present[i] > 0 ? rank : 0), 0);
  const tied = new Set(sizes).size < n;
  if (n <= EXACT && !tied && n === differences.length) return { statistic, p: exactP(statistic, n) };
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  const ties = [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
  const std = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48);
  return { statistic, p: 2 * normal.cdf(-Math.abs(statistic - (n * (n + 1)) / 4) / std, 0, 1) };
}

/** Among the 2ⁿ choices of signs, those at least as far from the middle. */
function exactP(statistic: number, n: number): number {
  const total = (n * (n + 1)) / 2;
  let ways = new Float64Array(total + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    const next = ways.slice();
    for (let sum = rank; sum <= total; sum++) next[sum] += ways[sum - rank];
    ways = next;
  }
  const low = Math.min(statistic, total - statistic);
  const tail = ways.slice(0, low + 1).reduce((sum, count) => sum + count, 0);
  return Math.min(1, (2 * tail) / 2 ** n);
}

import { RlelError } from '../errors';
import { requireNumbers } from '../input/check';
import { studentt } from './distributions';
import { type Interval, requireConfidence } from './interval';
import { mean, sampleStd } from './moments';

/** What a paired t test says of differences; the interval is of their mean. */
export interface PairedT extends Interval {
  readonly std: number;
  /** 0 over 0 where all differences are 0. */
  readonly t: number;
  readonly df: number;
  /** Two-sided, that the mean is 0. Differences without spread: 1 where they are 0, else 0. */
  readonly p: number;
}

/**
 * Student's t of the mean of paired differences (Student 1908).
 * @param differences of pairs, independent of each other.
 * @throws RlelError for fewer than two, or what is no finite number.
 */
export function pairedT(differences: readonly number[], confidence = 0.95): PairedT {
  requireNumbers(differences, 'pairedT: differences');
  requireConfidence(confidence, 'pairedT');
  const df = differences.length - 1;
  if (df < 1) throw new RlelError(`Paired t test of ${differences.length} differences: expected at least two.`);
  const [estimate, std] = [mean(differences), sampleStd(differences)];
  const error = std / Math.sqrt(differences.length);
  const t = estimate / error;
  const half = error > 0 ? studentt.inv(1 - (1 - confidence) / 2, df) * error : 0;
  const p = error > 0 ? 2 * studentt.cdf(-Math.abs(t), df) : estimate === 0 ? 1 : 0;
  return { estimate, low: estimate - half, high: estimate + half, std, t, df, p };
}

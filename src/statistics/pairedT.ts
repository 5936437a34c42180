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

/** Variance of the mean that differences do not show since they share its cause, as one test set. */
export interface SharedVariance {
  readonly variance: number;
  /** Degrees of freedom with which it is known. */
  readonly df: number;
}

const NOTHING_SHARED: SharedVariance = { variance: 0, df: 1 };

/**
 * Student's t of the mean of paired differences (Student 1908); with a shared variance beside that of the differences, by
 * Satterthwaite's degrees of freedom (Satterthwaite 1946, eq. 17).
 * @param differences of pairs, independent of each other but for what is shared.
 * @throws RlelError for fewer than two, or what is no finite number.
 */
export function pairedT(
  differences: readonly number[],
  confidence = 0.95,
  { variance, df: sharedDf }: SharedVariance = NOTHING_SHARED,
): PairedT {
  requireNumbers(differences, 'pairedT: differences');
  requireConfidence(confidence, 'pairedT');
  const seen = differences.length - 1;
  if (seen < 1) throw new RlelError(`Paired t test of ${differences.length} differences: expected at least two.`);
  const [estimate, std] = [mean(differences), sampleStd(differences)];
  const own = std ** 2 / differences.length;
  const error = Math.sqrt(own + variance);
  const df = variance > 0 ? (own + variance) ** 2 / (own ** 2 / seen + variance ** 2 / sharedDf) : seen;
  const t = estimate / error;
  const half = error > 0 ? studentt.inv(1 - (1 - confidence) / 2, df) * error : 0;
  const p = error > 0 ? 2 * studentt.cdf(-Math.abs(t), df) : estimate === 0 ? 1 : 0;
  return { estimate, low: estimate - half, high: estimate + half, std, t, df, p };
}

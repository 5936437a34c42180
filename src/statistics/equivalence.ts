import { studentt } from './distributions';
import type { Interval } from './interval';
import { pairedT } from './pairedComparison';

/** Whether a mean difference lies within ±margin. */
export interface Equivalence extends Interval {
  /** Of the worse of the two one-sided tests. */
  readonly p: number;
  /** p < α, which is that the (1 − 2α) interval lies within the margin. */
  readonly equivalent: boolean;
}

/**
 * Two one-sided paired t tests (Schuirmann 1987).
 * @param margin > 0, in the differences' unit.
 * @returns the (1 − 2α) interval of the mean difference.
 * @throws RlelError for fewer than two differences.
 */
export function equivalence(differences: readonly number[], margin: number, alpha = 0.05): Equivalence {
  const { estimate, low, high, std, df } = pairedT(differences, 1 - 2 * alpha);
  const error = std / Math.sqrt(differences.length);
  const p =
    error > 0 ? 1 - studentt.cdf((margin - Math.abs(estimate)) / error, df) : Math.abs(estimate) < margin ? 0 : 1;
  return { estimate, low, high, p, equivalent: p < alpha };
}

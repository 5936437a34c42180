import { groupBy } from '../evidence';
import type { RegularizedRun } from '../regularizerRuns';

/**
 * The benchmark, and the value of the other weight, with the most values of a weight: what a figure of its effect shows.
 * Of equal ones the other weight is the smallest.
 * @returns null when no weight takes two values or more.
 */
export function mostVaried(
  runs: readonly RegularizedRun[],
  weight: 'alpha' | 'beta',
  otherWeight: 'alpha' | 'beta',
): { readonly other: number; readonly runs: readonly RegularizedRun[] } | null {
  const groups = [...groupBy(runs, (point) => JSON.stringify([point.benchmark, point[otherWeight]])).values()];
  const values = (group: readonly RegularizedRun[]): number => new Set(group.map((point) => point[weight])).size;
  const [best] = groups.sort((a, b) => values(b) - values(a) || a[0][otherWeight] - b[0][otherWeight]);
  return best && values(best) > 1 ? { other: best[0][otherWeight], runs: best } : null;
}

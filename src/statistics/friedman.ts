import { RlelError } from '../errors';
import { centralF, chisquare, tukey } from './distributions';
import { meanRanks } from './ranks';

/** Whether methods rank alike over benchmarks. */
export interface Friedman {
  /** A method; 1: lowest error. */
  readonly meanRanks: readonly number[];
  /** With correction for ties. */
  readonly chiSquare: number;
  readonly p: number;
  /** Iman and Davenport's F, less conservative than χ². */
  readonly f: number;
  readonly fP: number;
}

/**
 * Friedman's test (1937), and Iman and Davenport's form of it (1980).
 * @param errors [benchmarks][methods].
 * @throws RlelError for fewer than two benchmarks or methods.
 */
export function friedman(errors: readonly (readonly number[])[]): Friedman {
  const [n, k] = [errors.length, errors[0]?.length ?? 0];
  if (n < 2 || k < 2) throw new RlelError(`Friedman’s test of ${n} benchmarks and ${k} methods: expected two of each.`);
  const ranks = meanRanks(errors);
  const spread = ranks.reduce((sum, rank) => sum + (rank - (k + 1) / 2) ** 2, 0);
  const ties = errors.reduce((sum, row) => {
    const counts = [...new Set(row)].map((value) => row.filter((other) => other === value).length);
    return sum + counts.reduce((all, count) => all + count ** 3 - count, 0);
  }, 0);
  const correction = 1 - ties / (n * (k ** 3 - k));
  const chiSquare = correction > 0 ? (12 * n * spread) / (k * (k + 1)) / correction : 0;
  const f = ((n - 1) * chiSquare) / (n * (k - 1) - chiSquare);
  return {
    meanRanks: ranks,
    chiSquare,
    p: 1 - chisquare.cdf(chiSquare, k - 1),
    f,
    fP: Number.isFinite(f) ? 1 - centralF.cdf(f, k - 1, (k - 1) * (n - 1)) : 0,
  };
}

/** Mean ranks that differ by more differ at `alpha` (Nemenyi 1963; Demšar 2006): q_α/√2 · √(k(k + 1)/6n). */
export const nemenyiCriticalDifference = (methods: number, benchmarks: number, alpha = 0.05): number =>
  (tukey.inv(1 - alpha, methods, Number.POSITIVE_INFINITY) / Math.SQRT2) *
  Math.sqrt((methods * (methods + 1)) / (6 * benchmarks));

/** A figure of the paper's results table: mean and standard deviation over its runs. */
export interface PaperResult {
  readonly mean: number;
  readonly std: number;
}

/** The table's methods, in its order. */
export const PAPER_METHODS = ['sa', 'ae', 'lel', 'bel', 'rlel'] as const;
export type PaperMethod = (typeof PAPER_METHODS)[number];

/** A row of the table: mean, standard deviation of SA, AE, LEL, BEL and RLEL. */
type Row = readonly [number, number, number, number, number, number, number, number, number, number];

/**
 * The results table of "Learning Label Encodings for Deep Regression" (ICLR 2023): MAE in degrees (LFH, PN) and years
 * (AE), NME in % (FLD).
 */
const ROWS: Readonly<Record<string, Row>> = {
  LFH1: [4.32, 0.12, 3.38, 0.01, 4.03, 0.15, 3.56, 0.11, 3.55, 0.1],
  LFH2: [5.03, 0.08, 4.84, 0.02, 4.96, 0.08, 4.77, 0.05, 4.77, 0.05],
  FLD1: [3.55, 0.01, 3.39, 0.01, 3.36, 0.01, 3.34, 0.01, 3.36, 0.01],
  FLD1_s: [6.52, 0.05, 4.85, 0.03, 4.98, 0.07, 4.63, 0.03, 4.71, 0.04],
  FLD2: [3.59, 0, 3.39, 0, 3.39, 0.01, 3.4, 0.02, 3.37, 0.02],
  FLD2_s: [5.35, 0.01, 4.2, 0.05, 4.28, 0.05, 4.15, 0.01, 4.15, 0.05],
  FLD3: [4.52, 0.02, 4.36, 0.01, 4.35, 0.02, 4.36, 0.02, 4.35, 0.01],
  FLD3_s: [6.38, 0.01, 5.62, 0.01, 5.68, 0.04, 5.62, 0, 5.58, 0.01],
  AE1: [2.33, 0.01, 2.29, 0, 2.3, 0.01, 2.27, 0.01, 2.28, 0.01],
  AE2: [3.17, 0.01, 3.19, 0.01, 3.17, 0.01, 3.11, 0, 3.14, 0.01],
  PN: [4.25, 0.01, 4.49, 0.04, 3.22, 0.02, 3.11, 0.01, 3.01, 0.03],
};

/** Benchmarks of the table, in the paper's order. */
export const PAPER_BENCHMARKS = Object.keys(ROWS);

/** null: the table has no such row or column. */
export function paperResult(benchmark: string, method: string): PaperResult | null {
  const row = ROWS[benchmark];
  const column = PAPER_METHODS.indexOf(method as PaperMethod);
  return row && column >= 0 ? { mean: row[2 * column], std: row[2 * column + 1] } : null;
}

/** RLEL's mean improvement in MAE over the generic approaches, % (abstract). */
export const PAPER_IMPROVEMENT: Readonly<Record<string, number>> = { direct: 10.9, multiclass: 12.4 };

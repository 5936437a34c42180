import type { Stratum } from '../claims/stratum';
import { PAPER_BENCHMARKS, PAPER_METHODS, type PaperMethod, paperResult } from './results';

/** A benchmark's printed errors. */
export type PaperErrors = Readonly<Record<PaperMethod, number>>;

/** What the printed table allows and what not; said where it is judged. */
export const PAPER_RULES =
  'Benchmarks are the observations (FLDx and FLDx_s count once), by t, corrected by Holm over the claims about the table. Figures that print alike are ties. The printed deviations are of single runs, of a number that is not told; what they do to the means is in the spread over benchmarks';

/** A benchmark's row; every method has a figure in it. */
export const paperErrors = (benchmark: string): PaperErrors =>
  Object.fromEntries(PAPER_METHODS.map((method) => [method, paperResult(benchmark, method)?.mean])) as PaperErrors;

/** An effect of each row of the paper's table. */
export const paperStrata = (effect: (row: PaperErrors) => number): Stratum[] =>
  PAPER_BENCHMARKS.map((name) => ({ name, effects: new Map([[0, effect(paperErrors(name))]]), runs: [] }));

/** "lower on 8, equal on 1, higher on 2 of 11". */
export function paperCounts(method: PaperMethod): string {
  const rows = PAPER_BENCHMARKS.map(paperErrors);
  const lower = rows.filter((row) => row.rlel < row[method]).length;
  const equal = rows.filter((row) => row.rlel === row[method]).length;
  return `lower on ${lower}, equal on ${equal}, higher on ${rows.length - lower - equal} of ${rows.length}`;
}

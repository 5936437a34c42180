import { paperInterval } from '../paper/draws';
import { PAPER_BENCHMARKS, PAPER_METHODS } from '../paper/results';
import type { TableClaim } from './claim';
import { judgeInterval } from './judge';

const NAME = 'paper-often-best';
const HALF = PAPER_BENCHMARKS.length / 2;

export const paperOftenBest: TableClaim = {
  about: 'the paper’s table',
  name: NAME,
  statement: 'RLEL has the lowest error, ties included, on most benchmarks of the paper’s table',
  place: 'results table',
  test: `number of the ${PAPER_BENCHMARKS.length} benchmarks on which no method’s error is lower; supported when the 95 % interval over tables drawn from the printed means and deviations lies above ${HALF}`,
  measures: 'benchmarks on which RLEL is lowest',
  judge() {
    const effect = paperInterval(
      (table) => table.filter((row) => PAPER_METHODS.every((method) => row.rlel <= row[method])).length,
      NAME,
    );
    return judgeInterval(effect, { above: HALF });
  },
};

import { type PaperErrors, paperInterval } from '../paper/draws';
import type { TableClaim } from './claim';
import { verdictOf } from './judge';

const NAME = 'paper-like-bel';
const MARGIN = 5;

const relative = (table: PaperErrors): number =>
  (100 * table.reduce((sum, { rlel, bel }) => sum + rlel / bel - 1, 0)) / table.length;

export const paperLikeBel: TableClaim = {
  about: 'the paper’s table',
  name: NAME,
  statement: `RLEL’s error is within ±${MARGIN} % of BEL’s in the paper’s table, on average`,
  place: 'results table, columns BEL and RLEL',
  test: `RLEL’s mean relative difference with BEL over the 11 benchmarks; supported when the 95 % interval over tables drawn from the printed means and deviations lies within ±${MARGIN} %`,
  measures: 'RLEL’s error against BEL’s, %',
  judge() {
    const effect = paperInterval(relative, NAME);
    return { verdict: verdictOf(effect, { below: MARGIN, above: -MARGIN }), effect, parts: [], runs: 0, note: '' };
  },
};

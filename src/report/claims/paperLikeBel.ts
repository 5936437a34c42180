import { paperInterval, rlelAgainst } from '../paper/draws';
import type { TableClaim } from './claim';
import { judgeInterval } from './judge';
import { MARGIN } from './rlelLikeBel';

const NAME = 'paper-like-bel';

export const paperLikeBel: TableClaim = {
  about: 'the paper’s table',
  name: NAME,
  statement: `RLEL’s error is within ±${MARGIN} % of BEL’s in the paper’s table, on average`,
  place: 'results table, columns BEL and RLEL',
  test: `RLEL’s mean relative difference with BEL over the 11 benchmarks; supported when the 95 % interval over tables drawn from the printed means and deviations lies within ±${MARGIN} %`,
  measures: 'RLEL’s error against BEL’s, %',
  judge: () => judgeInterval(paperInterval(rlelAgainst('bel'), NAME), { below: MARGIN, above: -MARGIN }),
};

import { meanRanks } from '../../statistics/ranks';
import { paperInterval } from '../paper/draws';
import { PAPER_METHODS } from '../paper/results';
import type { TableClaim } from './claim';
import { judgeInterval } from './judge';

const NAME = 'paper-ranks';

export const paperRanks: TableClaim = {
  about: 'the paper’s table',
  name: NAME,
  statement: 'RLEL has the lowest mean rank of the five methods in the paper’s table',
  place: 'results table',
  test: 'mean rank over the 11 benchmarks (1: lowest error, ties shared), RLEL’s less the lowest of the others; supported when the 95 % interval over tables drawn from the printed means and deviations lies below 0',
  measures: 'RLEL’s mean rank less the next',
  judge() {
    const effect = paperInterval((table) => {
      const ranks = meanRanks(table.map((row) => PAPER_METHODS.map((method) => row[method])));
      const own = PAPER_METHODS.indexOf('rlel');
      return ranks[own] - Math.min(...ranks.filter((_, i) => i !== own));
    }, NAME);
    return judgeInterval(effect, { below: 0 });
  },
};

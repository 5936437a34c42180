import { PAPER_BENCHMARKS, PAPER_METHODS } from '../paper/results';
import { paperErrors } from '../paper/strata';
import { type Judgement, NOT_RUN, type TableClaim, type Verdict } from './claim';
import { CLAIMS_PROTOCOL } from './protocol';

/** Between RLEL alone at the lowest figure, and sharing it, lies the count that the rounding hides. */
function judge(): Judgement {
  const rows = PAPER_BENCHMARKS.map(paperErrors);
  const others = PAPER_METHODS.filter((method) => method !== 'rlel');
  const alone = rows.filter((row) => others.every((method) => row.rlel < row[method])).length;
  const shared = rows.filter((row) => others.every((method) => row.rlel <= row[method])).length;
  const half = CLAIMS_PROTOCOL.most * rows.length;
  const verdict: Verdict = alone > half ? 'supported' : shared <= half ? 'contradicted' : 'inconclusive';
  return {
    ...NOT_RUN,
    verdict,
    note: `alone on ${alone} of ${rows.length}, with ties on ${shared}`,
    takes: verdict === 'inconclusive' ? 'figures with more digits' : '',
  };
}

export const paperOftenBest: TableClaim = {
  about: 'the paper’s table',
  name: 'paper-often-best',
  statement: 'RLEL has the lowest error on most benchmarks of the paper’s table',
  place: 'results table',
  test: 'number of the benchmarks on which RLEL’s printed error is the lowest. Figures that print alike are ties, behind which either may be lower: supported when RLEL is lowest alone on more than half, contradicted when it is so on no more than half with all ties counted for it. A count of what is printed has no interval',
  measures: 'benchmarks on which RLEL is lowest',
  judge,
};

import { methodTitle } from '../colours';
import type { PaperMethod } from '../paper/results';
import { PAPER_RULES, paperCounts, paperStrata } from '../paper/strata';
import type { TableClaim } from './claim';
import { judgeRatio } from './judge';
import { thresholdOf } from './protocol';

/** The claim that RLEL's printed errors are below a method's. */
function paperBelow(method: PaperMethod): TableClaim {
  const [name, other] = [`paper-below-${method}`, methodTitle(method)];
  return {
    about: 'the paper’s table',
    name,
    statement: `RLEL’s error is below ${other}’s in the paper’s table`,
    place: 'results table',
    test: `geometric mean of RLEL’s printed error over ${other}’s; supported when it is below 1. ${PAPER_RULES}`,
    measures: `RLEL’s error against ${other}’s, %`,
    judge: () => ({
      ...judgeRatio(
        paperStrata((row) => Math.log(row.rlel / row[method])),
        thresholdOf(name),
        name,
      ),
      note: paperCounts(method),
    }),
  };
}

export const paperBelowSa = paperBelow('sa');
export const paperBelowAe = paperBelow('ae');
export const paperBelowLel = paperBelow('lel');

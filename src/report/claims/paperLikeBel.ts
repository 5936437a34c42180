import { PAPER_RULES, paperCounts, paperStrata } from '../paper/strata';
import type { TableClaim } from './claim';
import { judgeRatio } from './judge';
import { thresholdOf } from './protocol';

const NAME = 'paper-like-bel';
const threshold = thresholdOf(NAME);

export const paperLikeBel: TableClaim = {
  about: 'the paper’s table',
  name: NAME,
  statement: `RLEL’s error is lower than BEL’s in the paper’s table, or comparable (at most ${threshold.below} % higher)`,
  place: 'results table, columns BEL and RLEL',
  test: `non-inferiority: geometric mean of RLEL’s printed error over BEL’s; supported when it is below ${1 + Number(threshold.below) / 100}. ${PAPER_RULES}`,
  measures: 'RLEL’s error against BEL’s, %',
  judge: () => ({
    ...judgeRatio(
      paperStrata((row) => Math.log(row.rlel / row.bel)),
      threshold,
      NAME,
    ),
    note: paperCounts('bel'),
  }),
};

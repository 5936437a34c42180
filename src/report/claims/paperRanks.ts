import { mean } from '../../statistics/moments';
import { averageRanks } from '../../statistics/ranks';
import { methodTitle } from '../colours';
import { PAPER_BENCHMARKS, PAPER_METHODS, type PaperMethod } from '../paper/results';
import { PAPER_RULES, type PaperErrors, paperErrors, paperStrata } from '../paper/strata';
import type { TableClaim } from './claim';
import { judgeEffect } from './judge';
import { thresholdOf } from './protocol';

const NAME = 'paper-ranks';

/** 1: the row's lowest error; figures that print alike share the mean of their ranks. */
function rankOf(row: PaperErrors, method: PaperMethod): number {
  return averageRanks(PAPER_METHODS.map((one) => row[one]))[PAPER_METHODS.indexOf(method)];
}

const meanRank = (method: PaperMethod): number =>
  mean(PAPER_BENCHMARKS.map((name) => rankOf(paperErrors(name), method)));

export const paperRanks: TableClaim = {
  about: 'the paper’s table',
  name: NAME,
  statement: 'RLEL has the lowest mean rank of the five methods in the paper’s table',
  place: 'results table',
  test: `rank on each benchmark (1: lowest error, ties share the mean of their ranks), RLEL’s less that of the other method whose mean is lowest; supported when it is below 0. ${PAPER_RULES}`,
  measures: 'RLEL’s mean rank less the next',
  judge() {
    const [next] = PAPER_METHODS.filter((method) => method !== 'rlel').sort((a, b) => meanRank(a) - meanRank(b));
    const judged = judgeEffect(
      paperStrata((row) => rankOf(row, 'rlel') - rankOf(row, next)),
      thresholdOf(NAME),
      NAME,
    );
    const ranks = [...PAPER_METHODS].map((method) => `${methodTitle(method)} ${meanRank(method).toFixed(2)}`);
    return { ...judged, note: `mean ranks over ${PAPER_BENCHMARKS.length} rows: ${ranks.join(', ')}` };
  },
};

import { cohensD } from '../../statistics/effectSize';
import { holm } from '../../statistics/holm';
import { mean } from '../../statistics/moments';
import { pairedT } from '../../statistics/pairedComparison';
import { seedsNeeded } from '../../statistics/seedsNeeded';
import { pairs } from '../claims/comparison';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { benchmarksOf, methodsOf, type Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { shown, withInterval } from './describe';
import { tableOf } from './tableOf';

/** A difference of this size is to be resolved, % of the other's error. */
const WANTED = 2;

/** RLEL against each method on each benchmark: paired over seeds, corrected for the number of comparisons. */
export function pairwiseTable(study: Study): Table {
  requireStudy(study, 'pairwiseTable');
  const comparisons = benchmarksOf(study.runs).flatMap((benchmark) =>
    methodsOf(study.runs)
      .filter((method) => method !== 'rlel')
      .flatMap((method) => {
        const both = pairs(study, benchmark, 'rlel', method);
        if (both.length < 2) return [];
        const differences = both.map(([rlel, other]) => rlel.error - other.error);
        const usual = mean(both.map(([, other]) => other.error));
        return [{ benchmark, method, differences, usual, test: pairedT(differences) }];
      }),
  );
  const adjusted = holm(comparisons.map(({ test }) => test.p));
  return tableOf(
    {
      name: nameIn(study, 'pairwise'),
      title: 'RLEL against each method, paired over seeds',
      caption: `Mean difference in test error (below 0: RLEL is lower) with its 95 % interval (paired t), p corrected by Holm over all ${comparisons.length} comparisons, Cohen’s d of the differences, and how many seeds would resolve a difference of ${WANTED} % (power 0.8, α 0.05). With few seeds intervals are wide; that is what they say. ${dataOf(study)}`,
    },
    comparisons.map((comparison, i) => ({ ...comparison, corrected: adjusted[i] })),
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['method', 'Against', ({ method }) => methodTitle(method)],
      ['seeds', 'Seeds', ({ differences }) => differences.length],
      ['difference', 'Difference', ({ test }) => withInterval(test, 2)],
      ['p', 'p', ({ test }) => shown(test.p, 3)],
      ['holm', 'p, Holm', ({ corrected }) => shown(corrected, 3)],
      ['d', 'Cohen’s d', ({ differences }) => shown(cohensD(differences), 1)],
      [
        'needed',
        `Seeds for ${WANTED} %`,
        ({ usual, test }) => shown(seedsNeeded({ difference: (usual * WANTED) / 100, std: test.std }), 0),
      ],
    ],
  );
}

import { methodNames } from '../../methods/registry';
import { cohensD } from '../../statistics/effectSize';
import { holm } from '../../statistics/holm';
import { mean } from '../../statistics/moments';
import { pairedT } from '../../statistics/pairedComparison';
import { seedsNeeded } from '../../statistics/seedsNeeded';
import { pairs } from '../claims/comparison';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { benchmarksOf, type Study } from '../evidence';
import { dataOf, nameIn } from '../studyText';

/** A difference of this size is to be resolved, % of the other's error. */
const WANTED = 2;

/** RLEL against each method on each benchmark: paired over seeds, corrected for the number of comparisons. */
export function pairwiseTable(study: Study): Table {
  const comparisons = benchmarksOf(study.runs).flatMap((benchmark) =>
    methodNames()
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
  return {
    kind: 'table',
    name: nameIn(study, 'pairwise'),
    title: 'RLEL against each method, paired over seeds',
    caption: `Mean difference in test error (below 0: RLEL is lower) with its 95 % interval (paired t), p corrected by Holm over all ${comparisons.length} comparisons, Cohen’s d of the differences, and how many seeds would resolve a difference of ${WANTED} % (power 0.8, α 0.05). With few seeds intervals are wide; that is what they say. ${dataOf(study)}`,
    columns: [
      { key: 'benchmark', label: 'Benchmark' },
      { key: 'method', label: 'Against' },
      { key: 'seeds', label: 'Seeds' },
      { key: 'difference', label: 'Difference' },
      { key: 'p', label: 'p' },
      { key: 'holm', label: 'p, Holm' },
      { key: 'd', label: 'Cohen’s d' },
      { key: 'needed', label: `Seeds for ${WANTED} %` },
    ],
    rows: comparisons.map(({ benchmark, method, differences, usual, test }, i) => {
      const needed = seedsNeeded({ difference: (usual * WANTED) / 100, std: test.std });
      return {
        benchmark,
        method: methodTitle(method),
        seeds: differences.length,
        difference: { value: test.estimate, interval: [test.low, test.high] as const, digits: 2 },
        p: { value: test.p, digits: 3 },
        holm: { value: adjusted[i], digits: 3 },
        d: Number.isFinite(cohensD(differences)) ? { value: cohensD(differences), digits: 1 } : null,
        needed: Number.isFinite(needed) ? needed : null,
      };
    }),
  };
}

import { methodNames } from '../../methods/registry';
import { equivalence } from '../../statistics/equivalence';
import { holm } from '../../statistics/holm';
import { mean } from '../../statistics/moments';
import { wilcoxonSignedRank } from '../../statistics/pairedComparison';
import { relativeDifferences } from '../claims/comparison';
import { MARGIN } from '../claims/rlelLikeBel';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import type { Study } from '../evidence';
import { dataOf, nameIn } from '../studyText';

/** RLEL against each method, a benchmark being one observation: tests of difference and of equivalence. Null: too few. */
export function acrossBenchmarksTable(study: Study): Table | null {
  const comparisons = methodNames()
    .filter((method) => method !== 'rlel')
    .map((method) => ({
      method,
      differences: relativeDifferences(study, 'rlel', method).map(({ effects }) => mean(effects)),
    }))
    .filter(({ differences }) => differences.length > 1);
  if (comparisons.length === 0) return null;
  const pValues = comparisons.map(({ differences }) => wilcoxonSignedRank(differences).p);
  const adjusted = holm(pValues);
  return {
    kind: 'table',
    name: nameIn(study, 'across-benchmarks'),
    title: 'RLEL against each method, over benchmarks',
    caption: `A benchmark is one observation: RLEL’s mean relative difference in test error there, % of the other’s (below 0: RLEL is lower). Wilcoxon’s signed-rank test of no difference, corrected by Holm; equivalence within ±${MARGIN} % by two one-sided t tests, with their 90 % interval. ${dataOf(study)}`,
    columns: [
      { key: 'method', label: 'Against' },
      { key: 'benchmarks', label: 'Benchmarks' },
      { key: 'difference', label: 'Difference, %' },
      { key: 'p', label: 'p, Wilcoxon' },
      { key: 'holm', label: 'p, Holm' },
      { key: 'equivalence', label: 'p, equivalence' },
    ],
    rows: comparisons.map(({ method, differences }, i) => {
      const { estimate, low, high, p } = equivalence(differences, MARGIN);
      return {
        method: methodTitle(method),
        benchmarks: differences.length,
        difference: { value: estimate, interval: [low, high] as const, digits: 1 },
        p: { value: pValues[i], digits: 3 },
        holm: { value: adjusted[i], digits: 3 },
        equivalence: { value: p, digits: 3 },
      };
    }),
  };
}

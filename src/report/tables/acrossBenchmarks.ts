import { equivalence } from '../../statistics/equivalence';
import { holm } from '../../statistics/holm';
import { mean } from '../../statistics/moments';
import { wilcoxonSignedRank } from '../../statistics/pairedComparison';
import { relativeDifferences } from '../claims/comparison';
import { MARGIN } from '../claims/rlelLikeBel';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { methodsOf, type Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { shown, withInterval } from './describe';
import { tableOf } from './tableOf';

/** RLEL against each method, a benchmark being one observation: tests of difference and of equivalence. Null: too few. */
export function acrossBenchmarksTable(study: Study): Table | null {
  requireStudy(study, 'acrossBenchmarksTable');
  const comparisons = methodsOf(study.runs)
    .filter((method) => method !== 'rlel')
    .map((method) => ({
      method,
      differences: relativeDifferences(study, 'rlel', method).map(({ effects }) => mean(effects)),
    }))
    .filter(({ differences }) => differences.length > 1);
  if (comparisons.length === 0) return null;
  const pValues = comparisons.map(({ differences }) => wilcoxonSignedRank(differences).p);
  const adjusted = holm(pValues);
  return tableOf(
    {
      name: nameIn(study, 'across-benchmarks'),
      title: 'RLEL against each method, over benchmarks',
      caption: `A benchmark is one observation: RLEL’s mean relative difference in test error there, % of the other’s (below 0: RLEL is lower). Wilcoxon’s signed-rank test of no difference, corrected by Holm; equivalence within ±${MARGIN} % by two one-sided t tests, with their 90 % interval. ${dataOf(study)}`,
    },
    comparisons.map(({ method, differences }, i) => ({
      method,
      differences,
      equivalent: equivalence(differences, MARGIN),
      p: pValues[i],
      corrected: adjusted[i],
    })),
    [
      ['method', 'Against', ({ method }) => methodTitle(method)],
      ['benchmarks', 'Benchmarks', ({ differences }) => differences.length],
      ['difference', 'Difference, %', ({ equivalent }) => withInterval(equivalent, 1)],
      ['p', 'p, Wilcoxon', ({ p }) => shown(p, 3)],
      ['holm', 'p, Holm', ({ corrected }) => shown(corrected, 3)],
      ['equivalence', 'p, equivalence', ({ equivalent }) => shown(equivalent.p, 3)],
    ],
  );
}

import { friedman, nemenyiCriticalDifference } from '../../statistics/friedman';
import { methodColour, methodSymbol, methodTitle } from '../colours';
import { completeErrors } from '../completeErrors';
import type { Figure } from '../document';
import type { Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';

/** Mean ranks of the methods over benchmarks, with Nemenyi's critical difference. A string: why there is none. */
export function criticalDifference(study: Study): Figure | string {
  requireStudy(study, 'criticalDifference');
  const complete = completeErrors(study);
  if (!complete) return 'Ranks: needs at least two benchmarks that all of two or more methods were run on.';
  const { methods, benchmarks, errors } = complete;
  const { meanRanks, p } = friedman(errors);
  const difference = nemenyiCriticalDifference(methods.length, benchmarks.length);
  const rows = methods
    .map((method, i) => ({ method, rank: meanRanks[i] }))
    .sort((a, b) => b.rank - a.rank)
    .map((row) => ({ ...row, criticalDifference: difference, friedmanP: p }));
  return {
    kind: 'figure',
    name: nameIn(study, 'ranks'),
    title: 'Mean rank of the methods over benchmarks',
    caption: `1 is best. Bars span ± half of Nemenyi’s critical difference (${difference.toFixed(2)} at α = 0.05): methods whose bars do not meet differ. Friedman’s test that all ranks are alike: p = ${p.toPrecision(2)}, over ${benchmarks.length} benchmarks (each error the mean over seeds). ${dataOf(study)}`,
    data: rows.map(({ method, rank }) => ({
      type: 'scatter' as const,
      mode: 'markers' as const,
      showlegend: false,
      x: [rank],
      y: [methodTitle(method)],
      error_x: { type: 'data' as const, array: [difference / 2], color: methodColour(method), thickness: 2 },
      marker: { color: methodColour(method), symbol: methodSymbol(method), size: 10 },
    })),
    layout: { xaxis: { title: { text: 'mean rank' } }, yaxis: { automargin: true } },
    rows,
  };
}

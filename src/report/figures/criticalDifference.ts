import { mean } from '../../statistics/moments';
import { averageRanks } from '../../statistics/ranks';
import { errorEntries } from '../claims/ledger';
import { clusterOf } from '../claims/protocol';
import { methodColour, methodSymbol, methodTitle } from '../colours';
import { completeErrors } from '../completeErrors';
import type { Figure } from '../document';
import { groupBy, type Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';

/**
 * Mean ranks of the methods over benchmarks, and beside each what the ledger says of RLEL against it: ranks have no test of
 * their own, which could say otherwise. A string: why there is none.
 */
export function criticalDifference(study: Study): Figure | string {
  requireStudy(study, 'criticalDifference');
  const complete = completeErrors(study);
  if (!complete) return 'Ranks: needs at least two benchmarks that all of two or more methods were run on.';
  const { methods, benchmarks, errors } = complete;
  const ranks = errors.map((row, i) => ({ cluster: clusterOf(benchmarks[i]), ranks: averageRanks(row) }));
  const clusters = [...groupBy(ranks, ({ cluster }) => cluster).values()];
  const entries = errorEntries(study);
  const rows = methods
    .map((method, m) => {
      const entry = entries.find(({ claim: { name } }) =>
        [`rlel-below-${method}`, `rlel-like-${method}`].includes(name),
      );
      return {
        method,
        rank: mean(clusters.map((members) => mean(members.map((member) => member.ranks[m])))),
        claim: entry?.claim.name ?? null,
        verdict: entry?.judgement.verdict ?? null,
      };
    })
    .sort((a, b) => b.rank - a.rank);
  return {
    kind: 'figure',
    name: nameIn(study, 'ranks'),
    title: 'Mean rank of the methods over benchmarks',
    caption: `1 is best; of ${benchmarks.length} benchmarks, each error the mean over seeds, FLDx and FLDx_s together one. Beside a method: the ledger’s verdict on the claim that RLEL’s error is below its (BEL: lower or comparable). ${dataOf(study)}`,
    data: rows.map(({ method, rank, verdict }) => ({
      type: 'scatter' as const,
      mode: 'text+markers' as const,
      showlegend: false,
      x: [rank],
      y: [methodTitle(method)],
      text: [verdict ?? ''],
      textposition: rank > (methods.length + 1) / 2 ? ('middle left' as const) : ('middle right' as const),
      marker: { color: methodColour(method), symbol: methodSymbol(method), size: 10 },
    })),
    layout: {
      xaxis: { title: { text: 'mean rank' }, range: [0.5, methods.length + 0.5] },
      yaxis: { automargin: true },
    },
    rows,
  };
}

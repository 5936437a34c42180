import type { Part } from '../claims/claim';
import type { LedgerEntry } from '../claims/ledger';
import type { Figure } from '../document';
import { requireEntries } from '../requireStudy';
import { panels } from './panels';

const COLUMNS = 2;

type Point = Omit<Part, 'seeds'>;

/** A claim's effect by each study and on each benchmark, with intervals: a panel a claim. A string: why there is none. */
export function claimEffects(entries: readonly LedgerEntry[]): Figure | string {
  requireEntries(entries, 'claimEffects');
  const claims = entries
    .map(({ claim, judgement: { effect, parts }, source, profile }) => {
      const whole = profile ? `all (${source.split(' ')[0]}, ${profile})` : 'all';
      const points: Point[] = [...parts].reverse();
      return {
        claim,
        points: effect
          ? [...points, { name: whole, estimate: effect.estimate, interval: [effect.low, effect.high] as const }]
          : points,
      };
    })
    .filter(({ points }) => points.length > 0);
  if (claims.length === 0) return 'Effects of the claims: no claim has one yet.';
  const { domains, layout } = panels(
    claims.map(({ claim }) => claim.name),
    COLUMNS,
    (i) => ({ x: { title: { text: claims[i].claim.measures }, zeroline: true }, y: { automargin: true } }),
  );
  const rows = Math.ceil(claims.length / COLUMNS);
  return {
    kind: 'figure',
    name: 'claim-effects',
    title: 'Effects behind the claims, with 95 % intervals',
    caption:
      'A panel a claim: its effect over all benchmarks at the top, by t over benchmarks, then by benchmark, with an interval where there are seeds enough (t over seeds). The table of claims says what is measured, and on which side it has to lie.',
    data: claims.map(({ points }, i) => ({
      type: 'scatter' as const,
      mode: 'markers' as const,
      showlegend: false,
      x: points.map(({ estimate }) => estimate),
      y: points.map(({ name }) => name),
      error_x: {
        type: 'data' as const,
        symmetric: false,
        array: points.map(({ estimate, interval }) => (interval ? interval[1] - estimate : 0)),
        arrayminus: points.map(({ estimate, interval }) => (interval ? estimate - interval[0] : 0)),
      },
      marker: { color: '#0072B2', size: points.map(({ name }) => (name.startsWith('all') ? 10 : 6)) },
      ...domains[i],
    })),
    layout: { ...layout, height: 60 + 300 * rows },
    rows: claims.flatMap(({ claim, points }) =>
      points.map(({ name, estimate, interval }) => ({
        claim: claim.name,
        measures: claim.measures,
        over: name,
        estimate,
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
      })),
    ),
  };
}

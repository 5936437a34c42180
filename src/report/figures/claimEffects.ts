import type { Data, Shape } from 'plotly.js';
import type { Verdict } from '../claims/claim';
import type { LedgerEntry } from '../claims/ledger';
import { type Threshold, thresholdOf } from '../claims/protocol';
import type { Figure } from '../document';
import { groupBy } from '../evidence';
import { requireEntries } from '../requireStudy';
import { sourceWord } from '../studyText';

/** Pixels of a claim's line, and lines that a panel's axis takes. */
const LINE = 24;
const AXIS = 4;

/** As the verdicts in the tables, on light and dark. */
const COLOURS: Readonly<Record<Verdict, string>> = {
  supported: '#009e73',
  contradicted: '#d55e00',
  'smaller than claimed': '#d55e00',
  inconclusive: '#b58900',
  'not learned': '#b58900',
  'not run': '#b58900',
};
const SHADE = 'rgba(0, 158, 115, 0.14)';
const GREY = '#8a8a8a';

/** Claims whose effects are in one unit. */
interface Panel {
  readonly title: string;
  readonly entries: readonly LedgerEntry[];
  readonly axes: { readonly xaxis: string; readonly yaxis: string };
  readonly range: readonly [low: number, high: number];
  readonly domain: readonly [bottom: number, top: number];
}

/**
 * The claims' effects as one forest plot, a line a claim and study: over all benchmarks with its interval, the benchmarks' own,
 * the claimed side shaded. Effects in another unit than % have an axis of their own below. A string: why there is none.
 */
export function claimEffects(entries: readonly LedgerEntry[]): Figure | string {
  requireEntries(entries, 'claimEffects');
  const shown = entries.filter(({ judgement: { effect, parts } }) => effect !== null || parts.length > 0);
  if (shown.length === 0) return 'Effects of the claims: no claim has one yet.';
  const groups = [...groupBy(shown, ({ claim }) => (claim.measures.endsWith('%') ? '%' : claim.measures))].sort(
    ([a], [b]) => Number(b === '%') - Number(a === '%'),
  );
  const lines = groups.reduce((sum, [, own]) => sum + own.length + AXIS, 0);
  let top = lines;
  const panels = groups.map(([title, own], i): Panel => {
    const bottom = top - own.length;
    const domain = [bottom / lines, top / lines] as const;
    top = bottom - AXIS;
    const [xaxis, yaxis] = ['x', 'y'].map((axis) => (i === 0 ? axis : `${axis}${i + 1}`));
    return { title, entries: own, axes: { xaxis, yaxis }, range: rangeOf(own), domain };
  });
  const studies = new Set(
    shown.map(({ source, profile }) => `${source} ${profile}`).filter((name) => name !== 'paper '),
  );
  const labelOf = (entry: LedgerEntry): string => {
    const { claim, profile } = entry;
    return profile && studies.size > 1 ? `${claim.name}, ${sourceWord(entry)} ${profile}` : claim.name;
  };
  return {
    kind: 'figure',
    name: 'claim-effects',
    title: 'Effects behind the claims, with 95 % intervals',
    caption:
      'A line a claim: its effect over all benchmarks with the interval by t over benchmarks, coloured by the verdict; small points are single benchmarks, hollow where a method has not learned its task, so that the effect over all leaves them out. Shaded: the side of the threshold that the claim names; a supported claim’s interval lies in it. The table of claims says what is measured. Effects that are not differences in % have an axis each.',
    data: panels.flatMap((panel, i) => tracesOf(panel, i === 0)),
    layout: {
      ...Object.fromEntries(panels.flatMap((panel) => axesOf(panel, labelOf))),
      shapes: panels.flatMap(shadesOf),
      height: 110 + LINE * lines,
      margin: { l: 20, r: 15, t: 20, b: 60 },
    },
    rows: shown.flatMap(({ claim, judgement: { verdict, effect, parts, runs }, source, profile }) => {
      const { name, measures } = claim;
      const own = { claim: name, measures, data: source, profile, verdict };
      return [
        ...(effect ? [{ ...own, over: 'all', ...effect, learned: null, runs: runs.join(' ') }] : []),
        ...parts.map((part) => ({
          ...own,
          over: part.name,
          estimate: part.estimate,
          low: part.interval?.[0] ?? null,
          high: part.interval?.[1] ?? null,
          learned: part.learned === undefined ? null : part.learned ? 'yes' : 'no',
          runs: part.runs.join(' '),
        })),
      ];
    }),
  };
}

/** The value from which on the claimed side lies, and whether that is below. */
const sideOf = ({ below, above }: Threshold): { at: number; isBelow: boolean } | null => {
  const at = below ?? above;
  return at === undefined ? null : { at, isBelow: below !== undefined };
};

/** Of all that is drawn, and a little more. */
function rangeOf(entries: readonly LedgerEntry[]): [number, number] {
  const values = entries.flatMap(({ claim, judgement: { effect, parts } }) => {
    const { below, above, claimed } = thresholdOf(claim.name);
    const known = [below, above, claimed].filter((value) => value !== undefined);
    return [...known, ...(effect ? [effect.low, effect.high] : []), ...parts.map(({ estimate }) => estimate)];
  });
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const more = 0.06 * (high - low || 1);
  return [low - more, high + more];
}

const axesOf = (
  { title, entries, axes, range, domain }: Panel,
  labelOf: (entry: LedgerEntry) => string,
): [string, object][] => [
  [
    axes.xaxis.replace('x', 'xaxis'),
    { title: { text: broken(title), standoff: 4 }, range, anchor: axes.yaxis, zeroline: true },
  ],
  [
    axes.yaxis.replace('y', 'yaxis'),
    {
      domain,
      range: [entries.length - 0.5, -0.5],
      tickvals: entries.map((_, i) => i),
      ticktext: entries.map(labelOf),
      automargin: true,
      zeroline: false,
    },
  ],
];

/** In lines that a narrow axis has room for. */
const broken = (title: string): string => title.replace(/(.{18,}?) /g, '$1<br>');

/** The claimed side of each line. */
const shadesOf = ({ entries, axes, range }: Panel): Partial<Shape>[] =>
  entries.flatMap(({ claim }, i) => {
    const side = sideOf(thresholdOf(claim.name));
    if (!side) return [];
    const place = { xref: axes.xaxis, yref: axes.yaxis, x0: side.at, y0: i - 0.5, y1: i + 0.5 } as Partial<Shape>;
    return [
      {
        ...place,
        type: 'rect' as const,
        x1: side.isBelow ? range[0] : range[1],
        fillcolor: SHADE,
        line: { width: 0 },
        layer: 'below' as const,
      },
      {
        ...place,
        type: 'line' as const,
        x1: side.at,
        line: { color: COLOURS.supported, width: 1, dash: 'dot' as const },
      },
    ];
  });

function tracesOf({ entries, axes }: Panel, showlegend: boolean): Data[] {
  const points = entries.flatMap(({ judgement }, y) => judgement.parts.map((part) => ({ ...part, y })));
  const whole = entries.flatMap(({ claim, judgement: { effect, verdict } }, y) =>
    effect ? [{ ...effect, y, verdict, name: claim.name }] : [],
  );
  const claimed = entries.flatMap(({ claim }, y) => {
    const figure = thresholdOf(claim.name).claimed;
    return figure === undefined ? [] : [{ figure, y }];
  });
  const scatter = { type: 'scatter' as const, mode: 'markers' as const, showlegend, ...axes };
  return [
    {
      ...scatter,
      name: 'one benchmark',
      legendgroup: 'part',
      x: points.map(({ estimate }) => estimate),
      y: points.map(({ y }) => y),
      text: points.map(({ name }) => name),
      marker: {
        color: GREY,
        size: 5,
        opacity: 0.7,
        symbol: points.map(({ learned }) => (learned === false ? 'circle-open' : 'circle')),
      },
    },
    {
      ...scatter,
      name: 'all, 95 % interval',
      legendgroup: 'all',
      x: whole.map(({ estimate }) => estimate),
      y: whole.map(({ y }) => y),
      text: whole.map(({ name, verdict }) => `${name}: ${verdict}`),
      error_x: {
        type: 'data',
        symmetric: false,
        array: whole.map(({ estimate, high }) => high - estimate),
        arrayminus: whole.map(({ estimate, low }) => estimate - low),
        color: GREY,
      },
      marker: { color: whole.map(({ verdict }) => COLOURS[verdict]), size: 10, symbol: 'square' },
    },
    {
      ...scatter,
      name: 'the paper’s figure',
      legendgroup: 'paper',
      x: claimed.map(({ figure }) => figure),
      y: claimed.map(({ y }) => y),
      marker: { color: GREY, size: 12, symbol: 'line-ns-open', line: { width: 2 } },
    },
  ];
}

import type { Code } from '../../encodings/code';
import { distancesByGap, type GapDistance } from '../../encodings/distancesByGap';
import { requireObject } from '../../input/check';
import type { Figure } from '../document';
import { hingeLine, meanLine, violations } from './distanceTraces';

/**
 * Distances between codes against distances between labels: for each |i − j| the mean of ‖E_i − E_j‖₁, in the codes' own unit,
 * the line 2|i − j| that R1 asks them to reach (property 1), and where pairs do not.
 * @param codes by the name that is shown.
 * @throws RlelError for a code with fewer than 3 levels.
 */
export function codeDistances(codes: Readonly<Record<string, Code>>): Figure {
  requireObject(codes, 'codeDistances: codes');
  const lines = Object.entries(codes).map(([name, code]) => ({ name, points: usualDistances(code) }));
  const largest = Math.max(...lines.flatMap(({ points }) => points.map(({ gap }) => gap)));
  return {
    kind: 'figure',
    name: 'code-distances',
    title: 'How far apart are the codes of labels that are |i − j| levels apart?',
    caption:
      'Mean L1 distance of two levels’ codes. Crosses: there are pairs nearer than 2|i − j|, which R1 drives apart; the nearest one’s distance, larger where more of the pairs are.',
    data: [
      ...lines.map(({ name, points }) => ({ ...meanLine(points), mode: 'lines+markers' as const, name })),
      ...lines.map(({ points }, i) => ({ ...violations(points), showlegend: i === 0 })),
      hingeLine(largest),
    ],
    layout: {
      xaxis: { title: { text: 'distance between labels, levels' } },
      yaxis: { title: { text: 'distance between codes' }, rangemode: 'tozero' },
      height: 400,
    },
    rows: lines.flatMap(({ name, points }) => points.map((point) => ({ code: name, ...point }))),
  };
}

/** A distance of which most pairs have a level that was never seen is left out. */
const usualDistances = (code: Code): GapDistance[] =>
  distancesByGap([code]).filter(({ gap, pairs }) => 2 * pairs >= code.levels - gap);

import type { Code } from '../../encodings/code';
import { distancesByGap } from '../../encodings/distancesByGap';
import { requireObject } from '../../input/check';
import type { Figure } from '../document';

/**
 * Distances between codes against distances between labels: for each |i − j| the mean of ‖E_i − E_j‖₁, in % of the
 * largest mean. R1 asks for a straight line (property 1).
 * @param codes by the name that is shown.
 * @throws RlelError for a code with fewer than 3 levels.
 */
export function codeDistances(codes: Readonly<Record<string, Code>>): Figure {
  requireObject(codes, 'codeDistances: codes');
  const lines = Object.entries(codes).map(([name, code]) => ({ name, means: meansByDistance(code) }));
  return {
    kind: 'figure',
    name: 'code-distances',
    title: 'How far apart are the codes of labels that are |i − j| levels apart?',
    caption: 'Mean L1 distance of two levels’ codes, in % of the largest mean.',
    data: lines.map(({ name, means }) => ({
      type: 'scatter' as const,
      mode: 'lines+markers' as const,
      name,
      x: means.map(({ labels }) => labels),
      y: means.map(({ distance }) => distance),
    })),
    layout: {
      xaxis: { title: { text: 'distance between labels, levels' } },
      yaxis: { title: { text: 'distance between codes, %' }, rangemode: 'tozero' },
      height: 400,
    },
    rows: lines.flatMap(({ name, means }) => means.map((point) => ({ code: name, ...point }))),
  };
}

interface Point {
  /** |i − j|. */
  readonly labels: number;
  /** Mean distance of the codes, in % of the largest mean. */
  readonly distance: number;
}

/** A distance of which most pairs have a level that was never seen is left out. */
function meansByDistance(code: Code): Point[] {
  const means = distancesByGap([code]).filter(({ gap, pairs }) => 2 * pairs >= code.levels - gap);
  const largest = means.reduce((most, { distance }) => Math.max(most, distance), 0);
  return means.map(({ gap, distance }) => ({ labels: gap, distance: (100 * distance) / largest }));
}

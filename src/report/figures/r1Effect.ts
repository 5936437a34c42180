import { encodingProperties } from '../../encodings/properties';
import type { Figure } from '../document';
import { benchmarksOf, groupBy, type Study } from '../evidence';
import { type RegularizedRun, regularizedRuns } from '../regularizerRuns';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { mostVaried } from './mostVaried';

/** Mean ‖E_i − E_j‖₁ over all pairs of levels |i − j| apart, over runs and their outputs. */
function distancesByGap(runs: readonly RegularizedRun[]): { gap: number; distance: number }[] {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { encoder } of runs.flatMap(({ run }) => storedEncodings(run))) {
    const { distances } = encodingProperties(encoder);
    for (let i = 0; i < encoder.levels; i++) {
      for (let j = i + 1; j < encoder.levels; j++) {
        const distance = distances[i * encoder.levels + j];
        if (Number.isNaN(distance)) continue;
        const { sum, count } = sums.get(j - i) ?? { sum: 0, count: 0 };
        sums.set(j - i, { sum: sum + distance, count: count + 1 });
      }
    }
  }
  return [...sums].map(([gap, { sum, count }]) => ({ gap, distance: sum / count })).sort((a, b) => a.gap - b.gap);
}

/** Effect of R1: distance between codes against distance between labels, a line a β. A string: why there is none. */
export function r1Effect(study: Study): Figure | string {
  const chosen = mostVaried(regularizedRuns(study), 'beta', 'alpha');
  if (!chosen) return 'Effect of R1: needs RLEL over a grid of β (plan ablation-regularizers).';
  const benchmark = benchmarksOf(chosen.runs.map(({ run }) => run))[0];
  const lines = [...groupBy(chosen.runs, ({ beta }) => String(beta)).values()]
    .sort((a, b) => a[0].beta - b[0].beta)
    .map((runs) => {
      const points = distancesByGap(runs);
      const largest = Math.max(...points.map(({ distance }) => distance));
      return {
        beta: runs[0].beta,
        seeds: runs.length,
        points: points.map((point) => ({ ...point, relative: point.distance / largest })),
      };
    });
  const gaps = lines[0].points.map(({ gap }) => gap);
  return {
    kind: 'figure',
    name: nameIn(study, 'r1-effect'),
    title: `Effect of R1 on ${benchmark}: distance between codes against distance between labels`,
    caption: `Mean ‖E_i − E_j‖₁ of the measured encoder over all pairs of levels with one |i − j|, in % of the line’s largest; α = ${chosen.other}; ${lines[0].seeds} seeds together. R1 pulls the line towards the straight one. ${dataOf(study)}`,
    data: [
      ...lines.map(({ beta, points }, i) => ({
        type: 'scatter' as const,
        mode: 'lines' as const,
        name: `β = ${beta}`,
        x: points.map(({ gap }) => gap),
        y: points.map(({ relative }) => 100 * relative),
        line: { width: 2, dash: (['solid', 'dash', 'dot', 'dashdot'] as const)[i % 4] },
      })),
      {
        type: 'scatter' as const,
        mode: 'lines' as const,
        name: 'proportional',
        x: [0, Math.max(...gaps)],
        y: [0, 100],
        line: { width: 1, color: '#888888' },
      },
    ],
    layout: {
      xaxis: { title: { text: 'distance between labels |i − j|, levels' }, rangemode: 'tozero' },
      yaxis: { title: { text: 'distance between codes, % of the largest' }, rangemode: 'tozero' },
    },
    rows: lines.flatMap(({ beta, points }) => points.map((point) => ({ benchmark, beta, ...point }))),
  };
}

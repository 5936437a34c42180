import { distancesByGap } from '../../encodings/distancesByGap';
import type { Figure } from '../document';
import { benchmarksOf, groupBy, type Study } from '../evidence';
import { regularizedRuns } from '../regularizerRuns';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { mostVaried } from './mostVaried';

/** Effect of R1: distance between codes against distance between labels, a line a β. A string: why there is none. */
export function r1Effect(study: Study): Figure | string {
  requireStudy(study, 'r1Effect');
  const chosen = mostVaried(regularizedRuns(study), 'beta', 'alpha');
  if (!chosen) return 'Effect of R1: needs RLEL over a grid of β (plan ablation-regularizers).';
  const benchmark = benchmarksOf(chosen.runs.map(({ run }) => run))[0];
  const lines = [...groupBy(chosen.runs, ({ beta }) => String(beta)).values()]
    .sort((a, b) => a[0].beta - b[0].beta)
    .map((runs) => {
      const points = distancesByGap(runs.flatMap(({ run }) => storedEncodings(run).map(({ encoder }) => encoder)));
      const largest = Math.max(...points.map(({ distance }) => distance));
      return {
        beta: runs[0].beta,
        seeds: runs.length,
        points: points.map(({ gap, distance }) => ({ gap, distance, relative: distance / largest })),
      };
    });
  const gaps = lines[0].points.map(({ gap }) => gap);
  return {
    kind: 'figure',
    name: nameIn(study, 'r1-effect'),
    title: `Effect of R1 on ${benchmark}: distance between codes against distance between labels`,
    caption: `Mean ‖E_i − E_j‖₁ of the measured encoder over all pairs of levels with one |i − j|, in % of the line’s largest; α = ${chosen.other}; ${lines[0].seeds === 1 ? 'one seed' : `${lines[0].seeds} seeds together`}. R1 pulls the line towards the straight one. ${dataOf(study)}`,
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

import { distancesByGap } from '../../encodings/distancesByGap';
import { HINGE } from '../../encodings/hinges';
import type { Figure } from '../document';
import { benchmarksOf, groupBy, idsOf, type Study } from '../evidence';
import { regularizedRuns } from '../regularizerRuns';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { distanceBand, hingeLine, meanLine, violations } from './distanceTraces';
import { mostVaried } from './mostVaried';
import { panels } from './panels';

const COLUMNS = 3;

/** Effect of R1: distance between codes against distance between labels, a panel a β, on the same axes. A string: why there is none. */
export function r1Effect(study: Study): Figure | string {
  requireStudy(study, 'r1Effect');
  const chosen = mostVaried(regularizedRuns(study), 'beta', 'alpha');
  if (!chosen) return 'Effect of R1: needs RLEL over a grid of β (plan ablation-regularizers).';
  const benchmark = benchmarksOf(chosen.runs.map(({ run }) => run))[0];
  const lines = [...groupBy(chosen.runs, ({ beta }) => String(beta)).values()]
    .sort((a, b) => a[0].beta - b[0].beta)
    .map((runs) => {
      const points = distancesByGap(runs.flatMap(({ run }) => storedEncodings(run).map(({ encoder }) => encoder)));
      const [pairs, violated] = (['pairs', 'violated'] as const).map((key) =>
        points.reduce((sum, point) => sum + point[key], 0),
      );
      const ids = idsOf(runs.map(({ run }) => run)).join(' ');
      return { beta: runs[0].beta, seeds: runs.length, points, share: violated / pairs, ids };
    });
  const all = lines.flatMap(({ points }) => points);
  const largest = Math.max(...all.map(({ gap }) => gap));
  const highest = Math.max(HINGE * largest, ...all.map(({ most }) => most));
  const { domains, layout } = panels(
    lines.map(({ beta, share }) => `β = ${beta}: ${(100 * share).toFixed(0)} % nearer`),
    COLUMNS,
    (panel) => ({
      x: { title: { text: '|i − j|, levels' }, range: [0, 1.03 * largest] },
      y: { title: { text: panel % COLUMNS === 0 ? '‖E_i − E_j‖₁' : '' }, range: [0, 1.03 * highest] },
    }),
  );
  const { seeds } = lines[0];
  return {
    kind: 'figure',
    name: nameIn(study, 'r1-effect'),
    title: `Effect of R1 on ${benchmark}: distance between codes against distance between labels`,
    caption: `‖E_i − E_j‖₁ of the measured encoder, in its own unit, over all pairs of levels with one |i − j|: mean, and from the nearest to the furthest pair. R1 asks every pair to reach the line 2|i − j|; crosses mark where pairs are nearer: the nearest one’s distance, larger where more are. α = ${chosen.other}; ${seeds === 1 ? 'one seed' : `${seeds} seeds together`}. Our rendering: the paper’s slides have captions only. ${dataOf(study)}`,
    data: lines.flatMap(({ points }, i) =>
      [
        distanceBand(points),
        { ...meanLine(points), name: 'mean', legendgroup: 'mean', line: { width: 2, color: '#2a80c5' } },
        violations(points),
        hingeLine(largest),
      ].map((trace) => ({ ...trace, ...domains[i], showlegend: i === 0 })),
    ),
    layout: { ...layout, height: 130 + 270 * Math.ceil(lines.length / COLUMNS) },
    rows: lines.flatMap(({ beta, points, ids }) => points.map((point) => ({ benchmark, beta, ...point, runs: ids }))),
  };
}

import type { Layout as PlotLayout } from 'plotly.js';
import { transitionsPerBit } from '../../encodings/transitionsPerBit';
import { mean } from '../../statistics/moments';
import { DIVERGING } from '../colours';
import type { Figure } from '../document';
import { groupBy, idsOf, type Study } from '../evidence';
import { regularizedRuns } from '../regularizerRuns';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { largestIn, sharedHeatMap } from './heatMap';
import { mostVaried } from './mostVaried';
import { panels } from './panels';

const COLUMNS = 3;

/** Effect of R2: decoding matrix and bit transitions, a panel an α. A string: why there is none. */
export function r2Effect(study: Study): Figure | string {
  requireStudy(study, 'r2Effect');
  const chosen = mostVaried(regularizedRuns(study), 'alpha', 'beta');
  if (!chosen) return 'Effect of R2: needs RLEL over a grid of α (plan ablation-regularizers).';
  const { benchmark } = chosen.runs[0];
  const points = [...groupBy(chosen.runs, ({ alpha }) => String(alpha)).values()]
    .sort((a, b) => a[0].alpha - b[0].alpha)
    .map((runs) => {
      const decodings = runs.flatMap(({ run }) => storedEncodings(run).flatMap(({ decoding }) => decoding ?? []));
      const transitions = mean(decodings.map(transitionsPerBit));
      const ids = idsOf(runs.map(({ run }) => run)).join(' ');
      return { alpha: runs[0].alpha, transitions, decoding: decodings[0], ids };
    });
  const { domains, layout } = panels(
    points.map(({ alpha, transitions }) => `α = ${alpha}: ${transitions.toFixed(2)} transitions a bit`),
    COLUMNS,
    (i) => ({ x: { title: { text: 'bit' } }, y: { title: { text: i % COLUMNS === 0 ? 'level' : '' } } }),
  );
  const largest = largestIn(points.map(({ decoding }) => decoding.values));
  return {
    kind: 'figure',
    name: nameIn(study, 'r2-effect'),
    title: `Effect of R2 on ${benchmark}: decoding matrix D`,
    caption: `D of the first seed, a level a row and a bit a column, all on one colour scale; β = ${chosen.other}. Transitions a bit: Σ|D_m,n − D_m,n+1| over the bits’ ranges, means over seeds. Our rendering: the paper’s slides have captions only. ${dataOf(study)}`,
    data: points.map(({ decoding: { levels, width, values } }, i) => ({
      ...sharedHeatMap(values, levels, width, 'coloraxis'),
      ...domains[i],
    })),
    layout: {
      ...layout,
      height: 130 + 270 * Math.ceil(points.length / COLUMNS),
      coloraxis: { colorscale: DIVERGING, cmin: -largest, cmax: largest, colorbar: { thickness: 12 } },
    } as Partial<PlotLayout>,
    rows: points.map(({ alpha, transitions, ids }) => ({
      benchmark,
      alpha,
      beta: chosen.other,
      transitions,
      runs: ids,
    })),
  };
}

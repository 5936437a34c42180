import { transitionsPerBit } from '../../encodings/transitionsPerBit';
import { mean } from '../../statistics/moments';
import { DIVERGING } from '../colours';
import type { Figure } from '../document';
import { groupBy, type Study } from '../evidence';
import { regularizedRuns } from '../regularizerRuns';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { heatMap } from './heatMap';
import { mostVaried } from './mostVaried';
import { panels } from './panels';

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
      return { alpha: runs[0].alpha, transitions, decoding: decodings[0] };
    });
  const { domains, layout } = panels(
    points.map(({ alpha, transitions }) => `α = ${alpha}: ${transitions.toFixed(2)} transitions a bit`),
    points.length,
  );
  return {
    kind: 'figure',
    name: nameIn(study, 'r2-effect'),
    title: `Effect of R2 on ${benchmark}: decoding matrix D`,
    caption: `D of the first seed, a level a row and a bit a column, scaled to its largest entry; β = ${chosen.other}. Transitions a bit: Σ|D_m,n − D_m,n+1| over the bits’ ranges, means over seeds. ${dataOf(study)}`,
    data: points.map(({ decoding: { levels, width, values } }, i) => ({
      ...heatMap(values, levels, width, DIVERGING),
      ...domains[i],
      showscale: i === 0,
    })),
    layout: { ...layout, height: 420 },
    rows: points.map(({ alpha, transitions }) => ({ benchmark, alpha, beta: chosen.other, transitions })),
  };
}

import type { Data, Layout as PlotLayout } from 'plotly.js';
import { centred } from '../../encodings/centred';
import type { Code } from '../../encodings/code';
import { distancesByGap } from '../../encodings/distancesByGap';
import { RlelError } from '../../errors';
import { DIVERGING, methodColour } from '../colours';
import type { Figure } from '../document';
import { groupBy, type Study } from '../evidence';
import { regularizedRuns } from '../regularizerRuns';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf } from '../studyText';
import { hingeLine } from './distanceTraces';
import { heatMap } from './heatMap';
import { panels } from './panels';

/**
 * A slider over runs with different α and β (of the benchmark and seed with the most): the measured encoder, D, and the distances
 * between codes against distances between labels, which R1 asks to lie on a line.
 * @throws RlelError when the study has no such runs.
 */
export function regularizerSteps(study: Study): Figure {
  requireStudy(study, 'regularizerSteps');
  const all = regularizedRuns(study);
  if (all.length === 0) throw new RlelError('regularizerSteps: needs runs of RLEL, over a grid of α and β.');
  const groups = groupBy(all, ({ benchmark, run }) => JSON.stringify([benchmark, run.config.seed]));
  const [most] = [...groups.values()].sort((a, b) => b.length - a.length);
  const steps = most.sort((a, b) => a.alpha - b.alpha || a.beta - b.beta);
  const [{ benchmark, run: first }] = steps;
  const { domains, layout } = panels(['measured encoder E', 'D, transposed', 'distance between codes'], 3, (panel) =>
    panel < 2
      ? { x: { title: { text: 'bit' } }, y: { title: { text: panel === 0 ? 'level' : '' } } }
      : { x: { title: { text: 'distance of labels' } }, y: { rangemode: 'tozero' } },
  );
  const traces = steps.map(({ run }): Data[] => {
    const [{ encoder, decoding }] = storedEncodings(run);
    const points = distancesByGap([encoder]);
    return [
      matrix(centred(encoder), domains[0]),
      ...(decoding ? [matrix(decoding, domains[1])] : []),
      {
        type: 'scatter',
        mode: 'lines',
        x: points.map(({ gap }) => gap),
        y: points.map(({ distance }) => Number(distance.toPrecision(4))),
        line: { color: methodColour('rlel') },
        showlegend: false,
        ...domains[2],
      },
      { ...hingeLine(encoder.levels - 1), showlegend: false, ...domains[2] },
    ];
  });
  const shownAt = (step: number): boolean[] => traces.flatMap((own, i) => own.map(() => i === step));
  return {
    kind: 'figure',
    name: 'regularizer-steps',
    title: `${benchmark}: move the slider through α (R2) and β (R1)`,
    caption: `Seed ${first.config.seed}. E: each bit’s mean taken away; E and D scaled to their largest entries; distances: mean ‖E_i − E_j‖₁, and the line 2|i − j| that R1 asks them to reach. ${dataOf(study)}`,
    data: traces.flatMap((own, step) => own.map((trace) => ({ ...trace, visible: step === 0 }) as Data)),
    layout: {
      ...layout,
      height: 470,
      margin: { l: 60, r: 50, t: 70, b: 130 },
      sliders: [
        {
          active: 0,
          pad: { t: 70 },
          currentvalue: { prefix: '' },
          steps: steps.map(({ alpha, beta }, i) => ({
            label: `α ${alpha}, β ${beta}`,
            method: 'update',
            args: [{ visible: shownAt(i) }, {}],
          })),
        },
      ],
    } as Partial<PlotLayout>,
    rows: steps.map(({ alpha, beta, run }) => ({ benchmark, alpha, beta, error: run.error })),
  };
}

const matrix = ({ values, levels, width }: Code, panel: object): Data => ({
  ...heatMap(values, levels, width, DIVERGING),
  ...panel,
  showscale: false,
});

import type { Data, Layout as PlotLayout } from 'plotly.js';
import { distancesByGap } from '../../encodings/distancesByGap';
import { RlelError } from '../../errors';
import { requireOneOf } from '../../input/check';
import { methodColour } from '../colours';
import type { Figure } from '../document';
import { groupBy, type Study } from '../evidence';
import { type RegularizedRun, regularizedRuns, weightsIn } from '../regularizerRuns';
import { requireStudy } from '../requireStudy';
import { storedEncodings } from '../storedEncoding';
import { dataOf } from '../studyText';
import { hingeLine, meanLine } from './distanceTraces';
import { bitOrder, encodingColours, encodingMap, levelAxis, seenLevels } from './encodingPanels';
import { panels } from './panels';

/** A part of a step's picture. */
const PARTS = ['encoder', 'decoding', 'distances'] as const;
type Part = (typeof PARTS)[number];

const TITLES: Readonly<Record<Part, string>> = {
  encoder: 'measured encoder E',
  decoding: 'D, transposed',
  distances: 'distance between codes',
};

/** Of E and D. */
const COLOURS = encodingColours({ ticksuffix: ' %' });

/** What a training with one α and β came to. */
interface Step extends RegularizedRun {
  readonly distances: ReturnType<typeof distancesByGap>;
}

/** A grid of α × β, of the benchmark and seed with the most such runs. */
interface Grid {
  readonly steps: readonly Step[];
  readonly alphas: readonly number[];
  readonly betas: readonly number[];
  /** What all distances lie below. */
  readonly highest: number;
}

/** @throws RlelError when the study has no such runs. */
function weightGridOf(study: Study, who: string): Grid {
  requireStudy(study, who);
  const all = regularizedRuns(study);
  if (all.length === 0) throw new RlelError(`${who}: needs runs of RLEL, over a grid of α and β.`);
  const groups = groupBy(all, ({ benchmark, run }) => JSON.stringify([benchmark, run.config.seed]));
  const [most] = [...groups.values()].sort((a, b) => b.length - a.length);
  const steps = most
    .sort((a, b) => a.alpha - b.alpha || a.beta - b.beta)
    .map((step): Step => ({ ...step, distances: distancesByGap([storedEncodings(step.run)[0].encoder]) }));
  const highest = Math.max(...steps.flatMap(({ distances }) => distances.map(({ distance }) => distance)));
  return { steps, alphas: weightsIn(steps, 'alpha'), betas: weightsIn(steps, 'beta'), highest: 1.05 * highest };
}

/**
 * The measured encoder, D, and the distances between codes against those between labels, with two controls: α and β. Axes are
 * the same at each setting. The line is 2|i − j|, which R1 asks distances to reach.
 * @throws RlelError when the study has no runs of RLEL over α and β.
 */
export function regularizerSteps(study: Study): Figure {
  const { steps, alphas, betas, highest } = weightGridOf(study, 'regularizerSteps');
  const [{ benchmark, run: first }] = steps;
  const { domains, layout } = panels(
    PARTS.map((part) => TITLES[part]),
    3,
    (panel) => axesOf(PARTS[panel], first, highest, panel === 0),
  );
  const traces = steps.map((step) => [
    ...PARTS.flatMap((part, panel) => tracesOf(step, part).map((trace) => ({ ...trace, ...domains[panel] }))),
    errorText(step, highest, domains[2]),
  ]);
  const owners = traces.flatMap((own, i) => own.map(() => steps[i]));
  // A trace is seen where both controls let it be: α by its visibility, β by its opacity.
  const visible = (alpha: number): boolean[] => owners.map((step) => step.alpha === alpha);
  const opacity = (beta: number): number[] => owners.map((step) => (step.beta === beta ? 1 : 0));
  const hover = (beta: number): string[] => owners.map((step) => (step.beta === beta ? 'all' : 'skip'));
  const control = (name: string, y: number, values: readonly number[], args: (value: number) => object) => ({
    active: 0,
    y,
    len: 1,
    pad: { t: 60 },
    currentvalue: { prefix: `${name} = ` },
    steps: values.map((value) => ({ label: String(value), method: 'restyle', args: [args(value)] })),
  });
  return {
    kind: 'figure',
    name: 'regularizer-steps',
    title: `${benchmark}: choose α (weight of R2) and β (weight of R1)`,
    caption: `Seed ${first.config.seed}. Distances are absolute: mean ‖E_i − E_j‖₁ of all pairs of levels with one |i − j|, and 2|i − j| as a grey line. E and D are each in % of their largest entry, E with each bit’s mean taken away; bits of both in the order of where E’s switch. Axes do not move. ${dataOf(study)}`,
    data: traces.flat().map((trace, i) => {
      const [alpha, beta] = [alphas[0], betas[0]];
      return { ...trace, visible: visible(alpha)[i], opacity: opacity(beta)[i], hoverinfo: hover(beta)[i] } as Data;
    }),
    layout: {
      ...layout,
      ...COLOURS,
      height: 600,
      margin: { l: 60, r: 30, t: 70, b: 250 },
      sliders: [
        control('α', -0.02, alphas, (alpha) => ({ visible: visible(alpha) })),
        control('β', -0.38, betas, (beta) => ({ opacity: opacity(beta), hoverinfo: hover(beta) })),
      ],
    } as Partial<PlotLayout>,
    rows: rowsOf(steps),
  };
}

/**
 * The same as small multiples, for those who see a picture only: one part of all trainings, a row an α and a column a β.
 * @param part `encoder`, `decoding` or `distances`.
 * @throws RlelError as `regularizerSteps`, and for another part.
 */
export function regularizerGrid(study: Study, part: Part): Figure {
  const { steps, alphas, betas, highest } = weightGridOf(study, 'regularizerGrid');
  requireOneOf(part, 'regularizerGrid: part', PARTS);
  const [{ benchmark, run: first }] = steps;
  const cells = alphas.flatMap((alpha) =>
    betas.map((beta) => ({ alpha, beta, step: steps.find((one) => one.alpha === alpha && one.beta === beta) })),
  );
  const { domains, layout } = panels(
    cells.map(({ alpha, beta, step }) => `α ${alpha}, β ${beta}: ${step ? errorOf(step) : 'not run'}`),
    betas.length,
    (panel) => axesOf(part, first, highest, panel % betas.length === 0),
  );
  return {
    kind: 'figure',
    name: `regularizer-grid-${part}`,
    title: `${benchmark}: ${TITLES[part]}, by α (rows) and β (columns)`,
    caption: `Seed ${first.config.seed}; over each panel its test error. ${dataOf(study)}`,
    data: cells.flatMap(({ step }, i) =>
      step ? tracesOf(step, part).map((trace) => ({ ...trace, ...domains[i] }) as Data) : [],
    ),
    layout: { ...layout, ...COLOURS },
    rows: rowsOf(steps),
  };
}

const rowsOf = (steps: readonly Step[]) =>
  steps.map(({ benchmark, alpha, beta, run }) => ({ benchmark, alpha, beta, error: run.error }));

const errorOf = ({ run: { error, result } }: Step): string => `${result.metric} ${error.toFixed(2)}`;

/** A panel's axes, the same for all settings. */
function axesOf(part: Part, run: Step['run'], highest: number, isFirst: boolean) {
  if (part === 'distances') {
    const title = { text: 'mean ‖E_i − E_j‖₁' };
    const x = { title: { text: '|i − j|, levels' }, range: [0, run.config.labels[0].levels - 1] };
    return { x, y: { range: [0, highest], ...(isFirst && { title }) } };
  }
  return {
    x: { title: { text: 'bit' }, showgrid: false },
    y: { showgrid: false, ...(isFirst && { title: { text: levelAxis(run).title } }) },
  };
}

/** What a part shows of a training: a heat map (levels that do not occur part it), or a line with the one that R1 asks for. */
function tracesOf({ run, distances }: Step, part: Part): Partial<Data>[] {
  const [{ encoder, decoding }] = storedEncodings(run);
  if (part === 'distances') {
    const most = run.config.labels[0].levels - 1;
    return [
      { ...hingeLine(most), line: { color: '#8b929a', width: 1 }, showlegend: false },
      { ...meanLine(distances), line: { color: methodColour('rlel'), width: 2 }, showlegend: false },
    ];
  }
  const code = part === 'encoder' ? encoder : decoding;
  if (!code) return [];
  const look = { seen: seenLevels([encoder]), order: bitOrder(encoder), axis: levelAxis(run) };
  return encodingMap(code, look).traces;
}

const errorText = (step: Step, highest: number, place: object): Partial<Data> =>
  ({
    type: 'scatter',
    mode: 'text',
    x: [0],
    y: [highest],
    text: [`test ${errorOf(step)}`],
    textposition: 'bottom right',
    showlegend: false,
    ...place,
  }) as Partial<Data>;

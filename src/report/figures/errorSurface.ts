import { mean } from '../../statistics/moments';
import { SEQUENTIAL } from '../colours';
import type { Figure } from '../document';
import { groupBy, idsOf, type Study } from '../evidence';
import { type RegularizedRun, regularizedRuns, weightsIn } from '../regularizerRuns';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';

/** Fewer pairs of α and β are no grid: LEL and the profile's own are two. */
const LEAST = 3;

const pairsIn = (runs: readonly RegularizedRun[]): number =>
  new Set(runs.map(({ alpha, beta }) => JSON.stringify([alpha, beta]))).size;

/** The benchmark with the most pairs of α and β, both of which vary; none: []. */
function largestGrid(runs: readonly RegularizedRun[]): RegularizedRun[] {
  const size = (own: readonly RegularizedRun[]): number =>
    Math.min(weightsIn(own, 'alpha').length, weightsIn(own, 'beta').length) < 2 ? 0 : pairsIn(own);
  const groups = [...groupBy(runs, ({ benchmark }) => benchmark).values()];
  return groups.reduce<RegularizedRun[]>((most, own) => (size(own) > size(most) ? own : most), []);
}

/** Test error over α × β. A string: why there is none. */
export function errorSurface(study: Study): Figure | string {
  requireStudy(study, 'errorSurface');
  const runs = largestGrid(regularizedRuns(study));
  const [alphas, betas] = [weightsIn(runs, 'alpha'), weightsIn(runs, 'beta')];
  if (pairsIn(runs) < LEAST) return 'Error over α × β: needs RLEL over a grid of both (plan ablation-regularizers).';
  const [{ run, benchmark }] = runs;
  const cells = alphas.flatMap((alpha) =>
    betas.map((beta) => {
      const own = runs.filter((one) => one.alpha === alpha && one.beta === beta).map((one) => one.run);
      const error = own.length > 0 ? mean(own.map((one) => one.error)) : null;
      return { benchmark, alpha, beta, error, seeds: own.length, runs: idsOf(own).join(' ') };
    }),
  );
  const z = alphas.map((alpha) => cells.filter((cell) => cell.alpha === alpha).map(({ error }) => error));
  return {
    kind: 'figure',
    name: nameIn(study, 'error-surface'),
    title: `Test error of RLEL on ${benchmark} over α × β`,
    caption: `Means over seeds; α = β = 0 is LEL. Blank: not run. ${dataOf(study)}`,
    data: [
      {
        type: 'heatmap',
        x: betas.map(String),
        y: alphas.map(String),
        z: z as number[][],
        text: z.map((row) => row.map((error) => error?.toFixed(2) ?? '')) as unknown as string[],
        texttemplate: '%{text}',
        colorscale: SEQUENTIAL,
        colorbar: { title: { text: `${run.result.metric}, ${run.result.unit}` } },
      },
    ],
    layout: {
      xaxis: { title: { text: 'β (weight of R1)' }, type: 'category' },
      yaxis: { title: { text: 'α (weight of R2)' }, type: 'category' },
    },
    rows: cells,
  };
}

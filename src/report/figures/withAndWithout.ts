import { centred } from '../../encodings/centred';
import { encodingProperties } from '../../encodings/properties';
import { DIVERGING, SEQUENTIAL } from '../colours';
import type { Figure } from '../document';
import { groupBy, type Study } from '../evidence';
import { type RegularizedRun, regularizedRuns } from '../regularizerRuns';
import { requireStudy } from '../requireStudy';
import { type StoredEncoding, storedEncodings } from '../storedEncoding';
import { dataOf, nameIn } from '../studyText';
import { largestIn, sharedHeatMap } from './heatMap';
import { panels } from './panels';

/** What is shown of a run, a column each. */
const COLUMNS = ['E', 'D', '‖E_i − E_j‖₁'] as const;

interface Variant {
  readonly label: string;
  readonly point: RegularizedRun;
}

/**
 * Measured encoder, decoding matrix and distances between codes with and without each regularizer, at one seed: a row each, each
 * column in its own unit with one colour scale. A string: why there is none.
 */
export function withAndWithout(study: Study): Figure | string {
  requireStudy(study, 'withAndWithout');
  const groups = groupBy(regularizedRuns(study), ({ benchmark, run }) => JSON.stringify([benchmark, run.config.seed]));
  const [variants] = [...groups.values()].map(variantsOf).sort((a, b) => b.length - a.length);
  if (!variants || variants.length < 2)
    return 'Encodings with and without R1 and R2: needs RLEL over a grid of α and β (plan ablation-regularizers).';
  const rows = variants.map(({ label, point }) => ({
    label,
    point,
    matrices: matricesOf(storedEncodings(point.run)[0]),
  }));
  const titles = rows.flatMap(({ label }) => COLUMNS.map((column) => `${column}, ${label}`));
  const { domains, layout } = panels(titles, COLUMNS.length, (panel) => ({
    x: {},
    y: { title: { text: panel % COLUMNS.length === 0 ? 'level' : '' }, autorange: 'reversed' },
  }));
  const [{ benchmark, run }] = variants.map(({ point }) => point);
  const height = 130 + 230 * rows.length;
  return {
    kind: 'figure',
    name: nameIn(study, 'with-and-without'),
    title: `Encodings on ${benchmark} with and without R1 and R2`,
    caption: `Measured encoder E, each bit’s mean taken away, and decoding matrix D, a level a row and a bit a column; distances between the codes of all pairs of levels. Each column in its own unit, with one colour scale for all rows, so that rows compare. Weights as in the claims: 0, and the largest that was run. Seed ${run.config.seed}; levels that never occur are blank. Our rendering: the paper’s slides have captions only. ${dataOf(study)}`,
    data: rows.flatMap(({ matrices }, row) =>
      matrices.flatMap((matrix, column) =>
        matrix
          ? [
              {
                ...sharedHeatMap(matrix.values, matrix.levels, matrix.width, axisOf(column)),
                ...domains[row * COLUMNS.length + column],
              },
            ]
          : [],
      ),
    ),
    layout: {
      ...layout,
      grid: { ...layout.grid, ygap: 0.3 },
      height,
      margin: { l: 55, r: 15, t: 50, b: 80 },
      ...Object.fromEntries(
        COLUMNS.map((title, column) => {
          const largest = largestIn(
            rows.flatMap(({ matrices }) => {
              const matrix = matrices[column];
              return matrix ? [matrix.values] : [];
            }),
          );
          return [axisOf(column), colourAxis(title, column, largest, height)];
        }),
      ),
    },
    rows: rows.map(({ label, point: { alpha, beta, run: own } }) => ({
      benchmark,
      setting: label,
      alpha,
      beta,
      seed: own.config.seed,
      error: own.error,
      runs: own.result.run,
    })),
  };
}

/** Of one benchmark and seed: no regularizer, each with its largest weight alone, both with theirs. */
function variantsOf(points: readonly RegularizedRun[]): Variant[] {
  const largest = (weight: 'alpha' | 'beta', other: 'alpha' | 'beta'): number =>
    Math.max(0, ...points.filter((point) => point[other] === 0).map((point) => point[weight]));
  const [alpha, beta] = [largest('alpha', 'beta'), largest('beta', 'alpha')];
  const wanted = [
    { label: 'neither', alpha: 0, beta: 0 },
    { label: `R1 (β ${beta})`, alpha: 0, beta },
    { label: `R2 (α ${alpha})`, alpha, beta: 0 },
    { label: `both (α ${alpha}, β ${beta})`, alpha, beta },
  ].filter((one, i, all) => all.findIndex((other) => other.alpha === one.alpha && other.beta === one.beta) === i);
  return wanted.flatMap(({ label, ...weights }) => {
    const point = points.find((one) => one.alpha === weights.alpha && one.beta === weights.beta);
    return point ? [{ label, point }] : [];
  });
}

interface Matrix {
  readonly levels: number;
  readonly width: number;
  readonly values: ArrayLike<number>;
}

function matricesOf({ encoder, decoding }: StoredEncoding): (Matrix | null)[] {
  const { levels } = encoder;
  const distances = { levels, width: levels, values: encodingProperties(encoder).distances };
  return [centred(encoder), decoding, distances];
}

const axisOf = (column: number): string => (column === 0 ? 'coloraxis' : `coloraxis${column + 1}`);

/** E and D have both signs, distances none; the bar lies under its column. */
const colourAxis = (title: string, column: number, largest: number, height: number): object => ({
  colorscale: column < 2 ? DIVERGING : SEQUENTIAL,
  cmin: column < 2 ? -largest : 0,
  cmax: largest,
  colorbar: {
    title: { text: title, side: 'bottom' },
    orientation: 'h',
    x: (column + 0.5) / COLUMNS.length,
    y: -30 / height,
    yanchor: 'top',
    len: 0.8 / COLUMNS.length,
    thickness: 8,
    nticks: 4,
  },
});

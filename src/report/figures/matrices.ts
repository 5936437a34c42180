import type { AxisName, PlotData } from 'plotly.js';
import { RlelError } from '../../errors';
import { requireArray, requireNumbers, requireObject } from '../../input/check';
import { DIVERGING } from '../colours';
import type { Figure } from '../document';
import { panels } from './panels';

/** A small matrix, to be read number by number. */
export interface NumberedMatrix {
  /** Names of its rows, and of its columns. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row-major [rows, columns]. */
  readonly values: ArrayLike<number>;
}

const DIGITS = 2;
/** Pixels: of a row, and about each matrix, for its title and the names of its columns. */
const [ROW, ABOUT] = [30, 80];
/** The figure's margins. */
const MARGINS = { l: 90, r: 20, t: 80, b: 40 };

/**
 * Matrices with their numbers, one below the other; blue below 0, red above, in parts of each one's largest entry.
 * @param matrices by the name that is shown.
 * @throws RlelError for what is no such matrix.
 */
export function numberedMatrices(title: string, matrices: Readonly<Record<string, NumberedMatrix>>): Figure {
  requireObject(matrices, 'numberedMatrices: matrices', [], 'matrices by the name that is shown');
  const entries = Object.entries(matrices);
  if (entries.length === 0) throw new RlelError('numberedMatrices: no matrix to show.');
  for (const [name, matrix] of entries) requireMatrix(name, matrix);
  const tops = entries.map((_, i) =>
    entries.slice(0, i).reduce((sum, [, { rows }]) => sum + ABOUT + ROW * rows.length, 0),
  );
  const inside = tops[tops.length - 1] + ROW * (entries.at(-1)?.[1].rows.length ?? 0);
  const { domains, layout } = panels(
    entries.map(([name]) => name),
    1,
    (i) => ({
      x: { type: 'category', anchor: domainOf('y', i) },
      y: {
        type: 'category',
        autorange: 'reversed',
        anchor: domainOf('x', i),
        domain: [1 - (tops[i] + ROW * entries[i][1].rows.length) / inside, 1 - tops[i] / inside],
      },
    }),
  );
  return {
    kind: 'figure',
    name: 'matrices',
    title: String(title),
    caption: '',
    data: entries.map(([, { rows, columns, values }], i) => {
      const z = rows.map((_, row) => columns.map((_name, column) => values[row * columns.length + column]));
      const largest = Math.max(...z.flat().map(Math.abs)) || 1;
      return {
        type: 'heatmap',
        x: columns,
        y: rows,
        z,
        text: z.map((row) => row.map((value) => shortNumber(value))),
        texttemplate: '%{text}',
        colorscale: DIVERGING,
        opacity: 0.75,
        zmin: -largest,
        zmax: largest,
        showscale: false,
        hoverinfo: 'x+y+z',
        ...domains[i],
      } as unknown as Partial<PlotData>;
    }),
    layout: { ...layout, grid: undefined, margin: MARGINS, height: inside + MARGINS.t + MARGINS.b },
    rows: entries.flatMap(([matrix, { rows, columns, values }]) =>
      rows.flatMap((row, r) =>
        columns.map((column, c) => ({ matrix, row, column, value: values[r * columns.length + c] })),
      ),
    ),
  };
}

const domainOf = (axis: 'x' | 'y', i: number) => (i === 0 ? axis : `${axis}${i + 1}`) as AxisName;

/** With a minus sign, and none of a zero. */
const shortNumber = (value: number): string =>
  (Number.isInteger(value) ? String(value || 0) : (Number(value.toFixed(DIGITS)) || 0).toFixed(DIGITS)).replace(
    '-',
    '−',
  );

function requireMatrix(name: string, matrix: unknown): void {
  const what = `numberedMatrices: ${name}`;
  requireObject(matrix, what, ['rows', 'columns', 'values'], 'a matrix');
  const { rows, columns, values } = matrix as NumberedMatrix;
  requireArray(rows, `${what}.rows`, 1);
  requireArray(columns, `${what}.columns`, 1);
  requireNumbers(values, `${what}.values`, rows.length * columns.length);
}

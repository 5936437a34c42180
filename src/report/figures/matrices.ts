import type { PlotData } from 'plotly.js';
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
const [ROW, ABOVE] = [34, 110];

/**
 * Matrices with their numbers, one below the other; blue below 0, red above, in parts of each one's largest entry.
 * @param matrices by the name that is shown.
 * @throws RlelError for what is no such matrix.
 */
export function numberedMatrices(title: string, matrices: Readonly<Record<string, NumberedMatrix>>): Figure {
  requireObject(matrices, 'numberedMatrices: matrices', [], 'matrices by the name that is shown');
  const entries = Object.entries(matrices);
  for (const [name, matrix] of entries) requireMatrix(name, matrix);
  const { domains, layout } = panels(
    entries.map(([name]) => name),
    1,
    () => ({ x: { type: 'category', side: 'bottom' }, y: { type: 'category', autorange: 'reversed' } }),
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
    layout: {
      ...layout,
      height: entries.reduce((sum, [, { rows }]) => sum + ABOVE + ROW * rows.length, 0),
    },
    rows: entries.flatMap(([matrix, { rows, columns, values }]) =>
      rows.flatMap((row, r) =>
        columns.map((column, c) => ({ matrix, row, column, value: values[r * columns.length + c] })),
      ),
    ),
  };
}

/** Without the zero of −0. */
const shortNumber = (value: number): string =>
  Number.isInteger(value) ? String(value || 0) : (Number(value.toFixed(DIGITS)) || 0).toFixed(DIGITS);

function requireMatrix(name: string, matrix: unknown): void {
  const what = `numberedMatrices: ${name}`;
  requireObject(matrix, what, ['rows', 'columns', 'values'], 'a matrix');
  const { rows, columns, values } = matrix as NumberedMatrix;
  requireArray(rows, `${what}.rows`, 1);
  requireArray(columns, `${what}.columns`, 1);
  requireNumbers(values, `${what}.values`, rows.length * columns.length);
}

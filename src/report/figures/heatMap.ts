import type { PlotData } from 'plotly.js';

/** A heat map whose colours are of an axis of the layout, which it can share with others. */
export type AxisHeatMap = Partial<PlotData> & { type: 'heatmap'; readonly coloraxis: string };

/** Where a heat map's cells lie on its axes: the middle of the first, and from each to the next. */
export interface CellPlaces {
  readonly x0: number;
  readonly dx: number;
  readonly y0: number;
  readonly dy: number;
}

/**
 * A matrix as Plotly heat maps, in % of its largest absolute entry, by a colour axis: one for each stretch of rows that have
 * entries. Numbers are packed as Plotly takes them, a byte each, which has no NaN.
 * @param values row-major [rows, columns]; rows with NaN stay blank.
 */
export function heatMaps(
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  { y0, ...places }: CellPlaces,
  coloraxis: string,
): AxisHeatMap[] {
  const all = Array.from({ length: rows * columns }, (_, i) => values[i]);
  const largest = largestIn([all]) || 1;
  const isFilled = (row: number): boolean => !all.slice(row * columns, (row + 1) * columns).some(Number.isNaN);
  return stretches(rows, isFilled).map(([first, end]) => {
    const own = all.slice(first * columns, end * columns);
    const percent = Int8Array.from(own, (value) => Math.round((100 * value) / largest));
    const place = { ...places, y0: y0 + first * places.dy };
    return { type: 'heatmap', z: packed('i1', percent, end - first, columns), coloraxis, hoverinfo: 'x+y+z', ...place };
  });
}

/** First row and end of each stretch of rows that are filled. */
function stretches(rows: number, isFilled: (row: number) => boolean): [first: number, end: number][] {
  const found: [number, number][] = [];
  for (let row = 0; row < rows; row++) {
    if (!isFilled(row)) continue;
    const last = found.at(-1);
    if (last?.[1] === row) last[1] = row + 1;
    else found.push([row, row + 1]);
  }
  return found;
}

/** A matrix as a Plotly heat map in its own unit, by a colour axis that it shares with others. @param values row-major [rows, columns]. */
export const sharedHeatMap = (
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  coloraxis: string,
): AxisHeatMap => ({
  type: 'heatmap',
  z: packed('f4', Float32Array.from(values), rows, columns),
  coloraxis,
  hoverinfo: 'x+y+z',
});

/** The largest absolute entry of some matrices; 0 where none has any. */
export const largestIn = (matrices: readonly ArrayLike<number>[]): number => {
  let largest = 0;
  for (const values of matrices) {
    for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) > largest) largest = Math.abs(values[i]);
  }
  return largest;
};

const packed = (dtype: string, values: Float32Array | Int8Array, rows: number, columns: number): number[][] =>
  ({
    dtype,
    bdata: Buffer.from(values.buffer).toString('base64'),
    shape: `${rows}, ${columns}`,
  }) as unknown as number[][];

import type { PlotData } from 'plotly.js';

type ColourScale = PlotData['colorscale'];
type HeatMap = Partial<PlotData> & { type: 'heatmap' };

/**
 * A matrix as a Plotly heat map, in % of its largest absolute entry. Numbers are packed as Plotly takes them, a byte each
 * where none is missing: in a notebook's file a number in a list has a line of its own.
 * @param values row-major [rows, columns]; NaN: no such entry.
 */
export function heatMap(values: ArrayLike<number>, rows: number, columns: number, colorscale: ColourScale): HeatMap {
  const all = Array.from({ length: rows * columns }, (_, i) => values[i]);
  const largest = largestIn([all]);
  const percent = all.map((value) => Math.round((100 * value) / (largest || 1)));
  return {
    type: 'heatmap',
    z: percent.some(Number.isNaN)
      ? packed('f4', Float32Array.from(percent), rows, columns)
      : packed('i1', Int8Array.from(percent), rows, columns),
    colorscale,
    zmin: -100,
    zmax: 100,
    colorbar: { ticksuffix: ' %' },
    hoverinfo: 'x+y+z',
  };
}

/** A matrix as a Plotly heat map in its own unit, by a colour axis that it shares with others. @param values as of `heatMap`. */
export const sharedHeatMap = (
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  coloraxis: string,
): HeatMap & { readonly coloraxis: string } => ({
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

import type { PlotData } from 'plotly.js';

type ColourScale = PlotData['colorscale'];

/**
 * A matrix as a Plotly heat map, scaled to [−1, 1] by its largest absolute entry.
 * @param values row-major [rows, columns]; NaN: no such entry.
 */
export function heatMap(
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  colorscale: ColourScale,
): Partial<PlotData> & { type: 'heatmap' } {
  let largest = 0;
  for (let i = 0; i < rows * columns; i++) if (Math.abs(values[i]) > largest) largest = Math.abs(values[i]);
  const z = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const value = values[row * columns + column] / (largest || 1);
      return Number.isNaN(value) ? null : Number(value.toFixed(2));
    }),
  );
  return { type: 'heatmap', z: z as number[][], colorscale, zmin: -1, zmax: 1, hoverinfo: 'x+y+z' };
}

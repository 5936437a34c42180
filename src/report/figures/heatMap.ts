import type { PlotData } from 'plotly.js';

type ColourScale = PlotData['colorscale'];

/**
 * A matrix as a Plotly heat map, in % of its largest absolute entry. Numbers are packed as Plotly takes them, a byte each
 * where none is missing: in a notebook's file a number in a list has a line of its own.
 * @param values row-major [rows, columns]; NaN: no such entry.
 */
export function heatMap(
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  colorscale: ColourScale,
): Partial<PlotData> & { type: 'heatmap' } {
  const all = Array.from({ length: rows * columns }, (_, i) => values[i]);
  const largest = all.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
  const percent = all.map((value) => Math.round((100 * value) / (largest || 1)));
  const [dtype, packed] = percent.some(Number.isNaN)
    ? ['f4', Float32Array.from(percent)]
    : ['i1', Int8Array.from(percent)];
  const z = { dtype, bdata: Buffer.from(packed.buffer).toString('base64'), shape: `${rows}, ${columns}` };
  return {
    type: 'heatmap',
    z: z as unknown as number[][],
    colorscale,
    zmin: -100,
    zmax: 100,
    colorbar: { ticksuffix: ' %' },
    hoverinfo: 'x+y+z',
  };
}

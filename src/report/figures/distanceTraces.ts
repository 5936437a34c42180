import type { PlotData } from 'plotly.js';
import type { GapDistance } from '../../encodings/distancesByGap';
import { HINGE } from '../../encodings/hinges';

type Trace = Partial<PlotData> & { type: 'scatter' };

const VIOLATED = '#d55e00';

/** Numbers in a file need no more digits. */
const rounded = (value: number): number => Number(value.toPrecision(4));

/** The line 2|i − j|, which R1 asks distances between codes to reach. @param largest |i − j|. */
export const hingeLine = (largest: number): Trace => ({
  type: 'scatter',
  mode: 'lines',
  name: '2|i − j|',
  legendgroup: 'hinge',
  x: [0, largest],
  y: [0, HINGE * largest],
  line: { width: 1, dash: 'dash', color: '#888888' },
});

/** Mean distances of codes, in their own unit. */
export const meanLine = (points: readonly GapDistance[]): Trace => ({
  type: 'scatter',
  mode: 'lines',
  x: points.map(({ gap }) => gap),
  y: points.map(({ distance }) => rounded(distance)),
  line: { width: 2 },
});

/** From the nearest to the furthest pair of each |i − j|. */
export const distanceBand = (points: readonly GapDistance[]): Trace => {
  const back = [...points].reverse();
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'nearest to furthest pair',
    legendgroup: 'band',
    x: [...points, ...back].map(({ gap }) => gap),
    y: [...points.map(({ most }) => rounded(most)), ...back.map(({ least }) => rounded(least))],
    fill: 'toself',
    fillcolor: 'rgba(42, 128, 197, 0.2)',
    line: { width: 0 },
    hoverinfo: 'skip',
  };
};

/** Each |i − j| at which pairs are nearer than R1 asks: at the nearest one's distance, the larger the more of them are. */
export const violations = (points: readonly GapDistance[]): Trace => {
  const found = points.filter(({ violated }) => violated > 0);
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'nearer than 2|i − j|',
    legendgroup: 'violated',
    x: found.map(({ gap }) => gap),
    y: found.map(({ least }) => rounded(least)),
    text: found.map(({ violated, pairs }) => `${violated} of ${pairs} pairs`),
    marker: {
      symbol: 'x-thin',
      size: found.map(({ violated, pairs }) => rounded(3 + (5 * violated) / pairs)),
      line: { width: 1, color: VIOLATED },
      color: VIOLATED,
    },
  };
};

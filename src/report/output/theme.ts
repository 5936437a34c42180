import type { LayoutAxis, Layout as PlotLayout } from 'plotly.js';
import type { Figure } from '../document';

/** Colours of a figure's paper, text and lines. */
export interface Theme {
  readonly text: string;
  readonly grid: string;
  readonly axis: string;
  readonly paper: string;
}

export const LIGHT: Theme = { text: '#1c2024', grid: '#e3e6ea', axis: '#8b929a', paper: '#ffffff' };
export const DARK: Theme = { text: '#e6e8ea', grid: '#343a41', axis: '#7d858d', paper: '#15181c' };

/** Of a figure that does not say its own, pixels. */
export const HEIGHT = 420;

/** Between the labels of an axis and its title, pixels. Left to Plotly, titles move over the labels where room is short. */
const STANDOFF = 8;

/** A figure's layout in a theme: fonts, grid, margins; every axis that the figure names or needs. */
export function themed({ layout, data }: Pick<Figure, 'layout' | 'data'>, theme: Theme): Partial<PlotLayout> {
  const axis = {
    gridcolor: theme.grid,
    linecolor: theme.axis,
    zerolinecolor: theme.axis,
    ticks: 'outside',
    tickcolor: theme.axis,
  };
  const named = data.flatMap((trace) => {
    const { xaxis = 'x', yaxis = 'y' } = trace as { xaxis?: string; yaxis?: string };
    return [xaxis, yaxis].map((id) => `${id[0]}axis${id.slice(1)}`);
  });
  const own = layout as Record<string, Partial<LayoutAxis> | undefined>;
  const axes = Object.fromEntries(
    [...new Set(named)].map((name) => {
      const title = own[name]?.title;
      return [name, { ...axis, ...own[name], ...(title && { title: { standoff: STANDOFF, ...title } }) }];
    }),
  );
  return {
    height: HEIGHT,
    margin: { l: 70, r: 20, t: 40, b: 115 },
    legend: { orientation: 'h', yref: 'container', y: 0, yanchor: 'bottom' },
    hovermode: 'closest',
    ...layout,
    ...axes,
    font: { family: 'system-ui, sans-serif', size: 13, color: theme.text },
    paper_bgcolor: theme.paper,
    plot_bgcolor: theme.paper,
  };
}

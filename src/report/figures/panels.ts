import type { LayoutAxis, Layout as PlotLayout } from 'plotly.js';

/** What a panel's two axes are like. */
export interface PanelAxes {
  readonly x: Partial<LayoutAxis>;
  readonly y: Partial<LayoutAxis>;
}

/**
 * Panels side by side, up to `most` a row: which axes a panel's traces take, and the layout with their titles.
 * @param axes of each panel; left out: plain ones.
 */
export function panels(
  titles: readonly string[],
  most: number,
  axes: (panel: number) => PanelAxes = () => ({ x: {}, y: {} }),
): { domains: { xaxis: string; yaxis: string }[]; layout: Partial<PlotLayout> } {
  const columns = Math.min(most, titles.length);
  const rows = Math.ceil(titles.length / columns);
  const axis = (name: string, i: number): string => (i === 0 ? name : `${name}${i + 1}`);
  return {
    domains: titles.map((_, i) => ({ xaxis: axis('x', i), yaxis: axis('y', i) })),
    layout: {
      ...Object.fromEntries(
        titles.flatMap((_, i) => [
          [axis('xaxis', i), axes(i).x],
          [axis('yaxis', i), axes(i).y],
        ]),
      ),
      grid: { rows, columns, pattern: 'independent', xgap: 0.24, ygap: 0.5 },
      height: 80 + 250 * rows,
      annotations: titles.map((text, i) => ({
        text,
        xref: `${axis('x', i)} domain` as 'paper',
        yref: `${axis('y', i)} domain` as 'paper',
        x: 0.5,
        y: 1.02,
        xanchor: 'center',
        yanchor: 'bottom',
        showarrow: false,
      })),
    },
  };
}

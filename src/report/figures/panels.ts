import type { Layout } from 'plotly.js';

/** Panels side by side, `columns` a row: which axes a panel's traces take, and the layout with their titles. */
export function panels(
  titles: readonly string[],
  columns: number,
): { domains: { xaxis: string; yaxis: string }[]; layout: Partial<Layout> } {
  const rows = Math.ceil(titles.length / columns);
  const axis = (letter: 'x' | 'y', i: number): string => (i === 0 ? letter : `${letter}${i + 1}`);
  return {
    domains: titles.map((_, i) => ({ xaxis: axis('x', i), yaxis: axis('y', i) })),
    layout: {
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

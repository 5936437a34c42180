import { DIVERGING, SEQUENTIAL } from '../colours';
import type { Figure, Table } from '../document';
import { isMeasured, runsOf } from '../output/cells';

/** What is shown of a table, and how. */
export interface Shown {
  /** Of the column; its values are the colours. */
  readonly key: string;
  readonly title: string;
  /** Colours tell apart values above and below 0. */
  readonly signed?: boolean;
  /** Colours follow the logarithm. */
  readonly logarithmic?: boolean;
  /** What follows a row's number. */
  readonly mark?: (row: Table['rows'][number]) => string;
}

/** Pixels that the methods' names take, and that a cell needs for its number. */
const [NAMES, CELL] = [140, 52];

/** A long table with a row a benchmark and method as a heat map, from the same cells. */
export function tableMap({ name, caption, columns, rows }: Table, shown: Shown): Figure {
  const { key, title, signed = false, logarithmic = false, mark = () => '' } = shown;
  const cells = rows.flatMap((row) => {
    const cell = row[key];
    if (!isMeasured(cell)) return [];
    const { value, digits } = cell;
    const text = `${value.toFixed(digits).replace('-', '−')}${mark(row)}`;
    const [benchmark, method] = [String(row.benchmark), String(row.method)];
    return [{ benchmark, method, value, text, runs: runsOf(cell).join(' ') }];
  });
  const distinct = (of: 'benchmark' | 'method'): string[] => [...new Set(cells.map((cell) => cell[of]))];
  const [benchmarks, methods] = [distinct('benchmark'), distinct('method')];
  const grid = methods.map((method) =>
    benchmarks.map((benchmark) => cells.find((cell) => cell.benchmark === benchmark && cell.method === method)),
  );
  const largest = Math.max(...cells.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
  const colourOf = (value: number | undefined): number | null =>
    value === undefined ? null : logarithmic ? Math.log10(value) : value;
  const { label } = columns.find((column) => column.key === key) ?? { label: title };
  return {
    kind: 'figure',
    name: `${name}-${key}-map`,
    title,
    caption: `${label}. Blank: no such figure. ${caption}`,
    data: [
      {
        type: 'heatmap',
        x: benchmarks,
        y: methods,
        z: grid.map((row) => row.map((cell) => colourOf(cell?.value))) as number[][],
        text: grid.map((row) => row.map((cell) => cell?.text ?? '')) as unknown as string[],
        texttemplate: '%{text}',
        hovertemplate: '%{x}, %{y}: %{text}<extra></extra>',
        colorscale: signed ? DIVERGING : SEQUENTIAL,
        ...(signed ? { zmin: -largest, zmax: largest } : {}),
        showscale: false,
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: {
      xaxis: { type: 'category', side: 'top' },
      yaxis: { type: 'category', autorange: 'reversed', automargin: true },
      height: 90 + 34 * methods.length,
      margin: { l: 20, r: 10, t: 60, b: 20 },
    },
    leastWidth: NAMES + CELL * benchmarks.length,
    rows: cells.map(({ text, ...cell }) => cell),
  };
}

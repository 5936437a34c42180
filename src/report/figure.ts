import { readFileSync } from 'node:fs';
import type { SummaryRow } from './summary';

/** One colour a method (Okabe and Ito's, told apart in colour blindness); others are grey. */
const COLOURS: Record<string, string> = {
  direct: '#999999',
  multiclass: '#56B4E9',
  sa: '#E69F00',
  ae: '#F0E442',
  lel: '#009E73',
  bel: '#CC79A7',
  rlel: '#0072B2',
};
const colour = (method: string): string => COLOURS[method] ?? '#666666';

const title = ([{ benchmark, source, profile }]: readonly SummaryRow[]): string =>
  `${benchmark}: test error a method, data: ${source}, profile: ${profile}`;

/** Interactive data and layout of a group's figure, for Plotly. */
function plot(rows: readonly SummaryRow[]): { data: unknown[]; layout: unknown } {
  const methods = rows.map(({ method }) => method);
  const data = [
    {
      type: 'bar',
      x: methods,
      y: rows.map(({ mean }) => mean),
      error_y: { type: 'data', array: rows.map(({ std }) => std ?? 0) },
      marker: { color: methods.map(colour) },
      name: 'mean ± std over seeds',
    },
    {
      type: 'scatter',
      mode: 'markers',
      x: rows.flatMap(({ method, errors }) => errors.map(() => method)),
      y: rows.flatMap(({ errors }) => errors),
      text: rows.flatMap(({ seeds }) => seeds.map((seed) => `seed ${seed}`)),
      marker: { color: 'black', size: 6 },
      name: 'one seed',
    },
    {
      type: 'scatter',
      mode: 'lines',
      x: methods,
      y: rows.map(({ constant }) => constant),
      line: { dash: 'dash', color: 'black' },
      name: 'constant predictor',
    },
  ];
  const layout = {
    title: { text: title(rows) },
    yaxis: { title: { text: `test ${rows[0].metric}, ${rows[0].unit}` }, rangemode: 'tozero' },
    xaxis: { title: { text: 'method' } },
  };
  return { data, layout };
}

/**
 * A self-contained page with an interactive figure for each group of rows (a benchmark, data source and profile);
 * Plotly itself is inside, so that it opens offline.
 */
export function figureHtml(groups: readonly (readonly SummaryRow[])[]): string {
  const json = JSON.stringify(groups.map(plot)).replace(/</g, '\\u003c');
  const plotly = readFileSync(require.resolve('plotly.js-dist/plotly.js'), 'utf8').replace(/<\/script/gi, '<\\/script');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>rlel: test error a method</title></head>
<body>
<div id="figures" style="max-width: 60rem; margin: auto"></div>
<script>${plotly}</script>
<script>
for (const { data, layout } of ${json}) {
  const place = document.getElementById('figures').appendChild(document.createElement('div'));
  place.style.height = '30rem';
  Plotly.newPlot(place, data, layout, { responsive: true });
}
</script>
</body>
</html>
`;
}

/** A group's figure as a static SVG. */
export function figureSvg(rows: readonly SummaryRow[]): string {
  const [width, height, left, bottom, top] = [720, 360, 60, 310, 40];
  const most = Math.max(...rows.flatMap(({ errors, constant }) => [...errors, constant])) * 1.1;
  const y = (value: number): number => bottom - ((bottom - top) * value) / most;
  const step = (width - left - 20) / rows.length;
  const ticks = Array.from({ length: 6 }, (_, i) => (most * i) / 5);
  const axis = ticks.map(
    (tick) =>
      `<line x1="${left}" x2="${width - 20}" y1="${y(tick)}" y2="${y(tick)}" stroke="#ddd"/><text x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${tick.toFixed(1)}</text>`,
  );
  const bars = rows.map(({ method, mean, std, errors }, i) => {
    const x = left + step * (i + 0.5);
    const whisker =
      std === null
        ? ''
        : `<line x1="${x}" x2="${x}" y1="${y(mean - std)}" y2="${y(mean + std)}" stroke="black" stroke-width="2"/>`;
    const dots = errors.map((error) => `<circle cx="${x + step * 0.2}" cy="${y(error)}" r="3"/>`).join('');
    return (
      `<rect x="${x - step * 0.32}" y="${y(mean)}" width="${step * 0.64}" height="${bottom - y(mean)}" fill="${colour(method)}"/>` +
      `${whisker}${dots}<text x="${x}" y="${bottom + 18}" text-anchor="middle">${method}</text>` +
      `<text x="${x - step * 0.05}" y="${bottom - 6}" text-anchor="middle" font-size="11">${mean.toFixed(2)}</text>`
    );
  });
  const constant = y(rows[0].constant);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">
<rect width="${width}" height="${height}" fill="white"/>
<text x="${width / 2}" y="22" text-anchor="middle" font-size="15">${title(rows)}</text>
${[...axis, ...bars].join('\n')}
<line x1="${left}" x2="${width - 20}" y1="${constant}" y2="${constant}" stroke="black" stroke-dasharray="6 4"/>
<text x="${width - 20}" y="${constant - 5}" text-anchor="end">constant predictor</text>
<text transform="translate(16 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">test ${rows[0].metric}, ${rows[0].unit}</text>
<text x="${width / 2}" y="${height - 12}" text-anchor="middle">bars: mean; line: ± std over seeds; dots: seeds</text>
</svg>
`;
}

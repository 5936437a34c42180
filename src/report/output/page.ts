import { readFileSync } from 'node:fs';
import type { Figure, Overview, Picture, Report, Section } from '../document';
import { escapeHtml, fileLinks, headingHtml, scriptJson } from './html';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { overviewHtml, tableHtml } from './tableHtml';
import { DARK, HEIGHT, LIGHT, themed } from './theme';

/** A figure is at least so wide, pixels, and each of its panels, if it does not say its own: below, titles, ticks and legends meet. */
const [WHOLE, PANEL] = [640, 270];

/** A package's script, for a script element. */
const library = (file: string): string =>
  readFileSync(require.resolve(file), 'utf8').replace(/<\/script/gi, '<\\/script');

/**
 * The report as one page that needs nothing else: what claims hold, text, tables that sort and filter and open the runs behind
 * their numbers, Plotly's figures, pictures.
 * @param pictures whether NAME.svg and NAME.png of the figures lie beside it.
 */
export function pageHtml(report: Report, pictures: boolean): string {
  const figures = report.sections.flatMap(({ items }) => items.filter((item) => item.kind === 'figure'));
  const plots = figures.map((figure) => ({
    name: figure.name,
    data: figure.data,
    layouts: { light: themed(figure, LIGHT), dark: themed(figure, DARK) },
  }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(report.title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="Contents"><details id="contents"><summary>Contents</summary>${contents(report.sections)}</details></nav>
<main>
<h1>${escapeHtml(report.title)}</h1>
${firstHtml(report.overview)}
<section id="facts">${headingHtml(2, 'facts', 'What was run')}
<dl class="facts">${report.facts.map(({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
<p>Every run with its configuration, error and command: <a href="runs.json">runs.json</a>; the verdicts: <a href="claims.json">claims.json</a>. Numbers and verdicts that are underlined with dots open the runs behind them.</p></section>
<section id="limits" class="limits">${headingHtml(3, 'limits', 'What this cannot show')}${list(report.limits)}</section>
${report.problems.length > 0 ? `<section class="problems" aria-label="Problems"><strong>${report.problems.length} runs are not in this report</strong>${list(report.problems)}</section>` : ''}
${report.sections.map((section) => sectionHtml(section, pictures)).join('\n')}
</main>
<dialog id="behind" aria-labelledby="behind-title"><form method="dialog"><h2 id="behind-title"></h2><button>Close</button></form><p></p><ol></ol></dialog>
<script type="application/json" id="figures">${scriptJson(plots)}</script>
<script type="application/json" id="runs">${scriptJson(report.runs)}</script>
<script>${library('plotly.js-cartesian-dist-min')}</script>
<script>${library('sortable-tablesort/dist/sortable.auto.min.js')}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

const list = (lines: readonly string[]): string =>
  `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;

/** The first screen. The counts' numbers are set off. */
const firstHtml = ({ counts, table }: Overview): string =>
  `<ul class="counts">${counts
    .map((line) => `<li>${escapeHtml(line).replace(/^\d+ of \d+/, '<strong>$&</strong>')}</li>`)
    .join('')}</ul>
${overviewHtml(table)}`;

const contents = (sections: readonly Section[]): string =>
  `<ol>${sections
    .map(
      ({ name, title, items }) =>
        `<li><a href="#${name}">${escapeHtml(title)}</a><ul>${items
          .map((item) => `<li><a href="#${item.name}">${escapeHtml(item.title)}</a></li>`)
          .join('')}</ul></li>`,
    )
    .join('')}</ol>`;

function sectionHtml({ name, title, text, items }: Section, pictures: boolean): string {
  const parts = items.map((item) => {
    if (item.kind === 'table') return tableHtml(item);
    return item.kind === 'figure' ? figureHtml(item, pictures) : pictureHtml(item);
  });
  const paragraphs = text.split('\n').map((line) => `<p>${escapeHtml(line)}</p>`);
  return `<section id="${name}">${headingHtml(2, name, title)}${paragraphs.join('')}${parts.join('\n')}</section>`;
}

function figureHtml({ name, title, caption, layout, leastWidth }: Figure, pictures: boolean): string {
  const height = layout.height ?? HEIGHT;
  const width = Math.max(WHOLE, leastWidth ?? PANEL * (layout.grid?.columns ?? 1));
  return `<figure id="${name}">${headingHtml(3, name, title)}<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><div class="plot" id="plot-${name}" style="min-height: ${height}px; min-width: ${width}px" role="img" aria-label="${escapeHtml(title)}"></div></div>
<figcaption>${escapeHtml(caption)} ${fileLinks(name, pictures ? ['csv', 'svg', 'png'] : ['csv'])}</figcaption></figure>`;
}

function pictureHtml({ name, title, caption, image }: Picture): string {
  return `<figure id="${name}">${headingHtml(3, name, title)}<img alt="${escapeHtml(`${title}. ${caption}`)}" src="data:${image.type};base64,${image.bytes.toString('base64')}">
<figcaption>${escapeHtml(caption)} ${fileLinks(name, ['csv', image.ending])}</figcaption></figure>`;
}

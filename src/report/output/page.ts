import { readFileSync } from 'node:fs';
import type { Cell, Figure, Picture, Report, Section, Table } from '../document';
import { cellText, isMeasured, isNumeric } from './cells';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { DARK, HEIGHT, LIGHT, themed } from './theme';

/** Text of more letters is broken into lines. */
const LONG = 26;

/** Rows from which on a table has a filter. */
const FILTERED = 8;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]);

/** JSON that may stand in a script element. */
const json = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** A package's script, for a script element. */
const library = (file: string): string =>
  readFileSync(require.resolve(file), 'utf8').replace(/<\/script/gi, '<\\/script');

/**
 * The report as one page that needs nothing else: text, tables that sort and filter, Plotly's figures, pictures.
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
<nav aria-label="Contents">${contents(report.sections)}</nav>
<main>
<h1>${escapeHtml(report.title)}</h1>
<dl class="facts">${report.facts.map(({ name, value }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
<section class="limits" aria-label="Limits"><h3>What this cannot show</h3>${list(report.limits)}</section>
${report.problems.length > 0 ? `<section class="problems" aria-label="Problems"><strong>${report.problems.length} runs are not in this report</strong>${list(report.problems)}</section>` : ''}
${report.sections.map((section) => sectionHtml(section, pictures)).join('\n')}
</main>
<script type="application/json" id="figures">${json(plots)}</script>
<script>${library('plotly.js-cartesian-dist-min')}</script>
<script>${library('sortable-tablesort/dist/sortable.auto.min.js')}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

const list = (lines: readonly string[]): string =>
  `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;

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
  return `<section id="${name}"><h2>${escapeHtml(title)}</h2>${paragraphs.join('')}${parts.join('\n')}</section>`;
}

function tableHtml(table: Table): string {
  const { name, title, caption, columns, rows } = table;
  const numeric = new Set(columns.map(({ key }) => key).filter((key) => isNumeric(table, key)));
  const head = columns
    .map(({ key, label }) => `<th scope="col"${numeric.has(key) ? ' class="number"' : ''}>${escapeHtml(label)}</th>`)
    .join('');
  const body = rows.map(
    (row) => `<tr>${columns.map(({ key }) => cellHtml(row[key], key, numeric.has(key))).join('')}</tr>`,
  );
  const filter =
    rows.length > FILTERED
      ? `<input class="filter" type="search" placeholder="filter rows" aria-label="Filter the rows of ${escapeHtml(title)}" data-table="table-${name}">`
      : '';
  return `<div id="${name}"><h3>${escapeHtml(title)}</h3>${filter}<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table class="sortable n-last" id="table-${name}"><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>
<p class="caption">${escapeHtml(caption)} <span class="files">${links(name, ['csv', 'md', 'tex'])}</span></p></div>`;
}

function cellHtml(cell: Cell | undefined, key: string, numeric: boolean): string {
  const measured = isMeasured(cell);
  const classes = [
    numeric ? 'number' : `text ${cellText(cell).length > LONG ? 'long' : 'short'}`,
    ...(measured && cell.mark ? [cell.mark] : []),
    ...(key === 'verdict' && typeof cell === 'string' ? ['verdict', `verdict-${cell.replace(/ /g, '-')}`] : []),
  ];
  const order = measured ? ` data-sort="${cell.value}"` : cell === null || cell === undefined ? ' data-sort=""' : '';
  return `<td class="${classes.join(' ')}"${order}>${escapeHtml(cellText(cell))}</td>`;
}

function figureHtml({ name, title, caption, layout }: Figure, pictures: boolean): string {
  const height = layout.height ?? HEIGHT;
  return `<figure id="${name}"><h3>${escapeHtml(title)}</h3><div class="plot" id="plot-${name}" style="min-height: ${height}px" role="img" aria-label="${escapeHtml(title)}"></div>
<figcaption>${escapeHtml(caption)} <span class="files">${links(name, pictures ? ['csv', 'svg', 'png'] : ['csv'])}</span></figcaption></figure>`;
}

function pictureHtml({ name, title, caption, image }: Picture): string {
  return `<figure id="${name}"><h3>${escapeHtml(title)}</h3><img alt="${escapeHtml(`${title}. ${caption}`)}" src="data:${image.type};base64,${image.bytes.toString('base64')}">
<figcaption>${escapeHtml(caption)} <span class="files">${links(name, ['csv', image.ending])}</span></figcaption></figure>`;
}

const links = (name: string, formats: readonly string[]): string =>
  formats.map((format) => `<a href="${name}.${format}">${format}</a>`).join(' ');

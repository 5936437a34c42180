import type { Cell, Column, Table } from '../document';
import { cellText, isMeasured, isNumeric, runsOf } from './cells';
import { escapeHtml, fileLinks, headingHtml } from './html';
import { varyingColumns } from './varyingColumns';

/** Text of more letters is broken into lines. */
const LONG = 26;

/** Rows from which on a table has a filter. */
const FILTERED = 8;

/** A table that sorts and filters, with its heading, caption and files. Columns that say the same in every row are in the caption. */
export function tableHtml(table: Table): string {
  const { name, title, rows, folded } = table;
  const { columns, caption } = varyingColumns(table);
  const filter =
    rows.length > FILTERED
      ? `<input class="filter" type="search" placeholder="filter rows" aria-label="Filter the rows of ${escapeHtml(title)}" data-table="table-${name}">`
      : '';
  const body = `${filter}${gridHtml({ ...table, columns })}
<p class="caption">${escapeHtml(caption)} ${fileLinks(name, ['csv', 'md', 'tex'])}</p>`;
  const shown = folded ? `<details><summary>Table of ${rows.length} rows</summary>${body}</details>` : body;
  return `<div id="${name}">${headingHtml(3, name, title)}${shown}</div>`;
}

/** The table of the first screen, a line a claim: all columns, and what each is on narrow screens, where rows are set one below the other. */
export const overviewHtml = (table: Table): string =>
  `<div id="${table.name}">${gridHtml(table, 'overview')}<p class="caption">${escapeHtml(table.caption)} ${fileLinks(table.name, ['csv', 'md', 'tex'])}</p></div>`;

function gridHtml(table: Table, look = 'sortable n-last'): string {
  const { name, title, columns, rows } = table;
  const numeric = new Set(columns.map(({ key }) => key).filter((key) => isNumeric(table, key)));
  const head = columns
    .map(({ key, label }) => `<th scope="col"${numeric.has(key) ? ' class="number"' : ''}>${escapeHtml(label)}</th>`)
    .join('');
  const body = rows.map(
    (row) => `<tr>${columns.map((column) => cellHtml(row[column.key], column, numeric.has(column.key))).join('')}</tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table class="${look}" id="table-${name}"><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function cellHtml(cell: Cell | undefined, { key, label }: Column, numeric: boolean): string {
  const measured = isMeasured(cell);
  const text = cellText(cell);
  const none = cell === null || cell === undefined;
  const classes = [
    numeric ? 'number' : `text ${text.length > LONG ? 'long' : 'short'}`,
    ...(none ? ['none'] : []),
    ...(measured && cell.mark ? [cell.mark] : []),
    ...(key.startsWith('verdict') && !none ? ['verdict', `verdict-${text.replace(/ /g, '-')}`] : []),
  ];
  const order = measured ? ` data-sort="${cell.value}"` : none ? ' data-sort=""' : '';
  const runs = runsOf(cell);
  const shown =
    runs.length > 0
      ? `<button type="button" data-runs="${runs.map(escapeHtml).join(' ')}" title="${runs.length === 1 ? 'the run' : `${runs.length} runs`} behind it">${escapeHtml(text)}</button>`
      : escapeHtml(text);
  return `<td class="${classes.join(' ')}" data-label="${escapeHtml(label)}"${order}>${shown}</td>`;
}

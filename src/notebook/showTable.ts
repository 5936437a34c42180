import { requireObject } from '../input/check';
import type { Cell, Table } from '../report/document';
import { cellText, isMeasured, isNumeric } from '../report/output/cells';
import { escapeHtml } from '../report/output/html';
import { varyingColumns } from '../report/output/varyingColumns';
import { display } from './kernel';

/** Of a danfojs DataFrame what a table needs. */
export interface DataFrameLike {
  readonly columns: readonly string[];
  /** [rows][columns]. */
  readonly values: unknown;
}

/** Records with the same keys, the columns. */
export type Records = readonly Readonly<Record<string, Cell>>[];

/** Rows of a DataFrame or of records that are shown. */
const SHOWN = 30;

/**
 * Shows a table of the report, a danfojs DataFrame or plain records, as HTML and as text. The best figure of a table of
 * the report is bold, the second underlined; its columns that say the same in every row are in the caption.
 * @throws RlelError outside a notebook.
 */
export function showTable(content: Table | DataFrameLike | Records): void {
  const table = toTable(content);
  display({ data: { 'text/html': tableHtml(table), 'text/plain': tableText(table) } });
}

type Shown = Pick<Table, 'title' | 'caption' | 'columns' | 'rows'>;

function toTable(content: Table | DataFrameLike | Records): Shown {
  if (Array.isArray(content)) for (const record of content) requireObject(record, 'show.table: a record');
  else requireObject(content, 'show.table: content', ['columns'], 'a table, a DataFrame or records,');
  if ('kind' in content) return { ...content, ...varyingColumns(content) };
  const records = 'columns' in content ? recordsOf(content) : content;
  const keys = 'columns' in content ? content.columns : Object.keys(records[0] ?? {});
  const more = records.length - SHOWN;
  const shown = records.slice(0, SHOWN);
  const columns = keys.map((key) => aligned(shown.map((row) => row[key] ?? null)));
  return {
    title: '',
    caption: more > 0 ? `${more} more rows` : '',
    columns: keys.map((key) => ({ key, label: key })),
    rows: shown.map((_, i) => Object.fromEntries(keys.map((key, k) => [key, columns[k][i]]))),
  };
}

const recordsOf = ({ columns, values }: DataFrameLike): Records =>
  (values as Cell[][]).map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));

/** Digits of a number that is no integer. */
const PRECISION = 4;

/** A column whose numbers have as many decimals each, where none is so small that they would hide it. */
function aligned(column: readonly Cell[]): Cell[] {
  const short = column.map((cell) =>
    typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toPrecision(PRECISION)) : cell,
  );
  const sizes = short.flatMap((cell) => (typeof cell === 'number' && cell !== 0 ? [Math.abs(cell)] : []));
  if (sizes.every(Number.isInteger) || !sizes.every(Number.isFinite)) return short;
  const needed = Math.max(...sizes.map((size) => (String(size).split('.')[1] ?? '').length));
  const digits = Math.min(needed, Math.max(0, PRECISION - 1 - Math.floor(Math.log10(Math.max(...sizes)))));
  if (Math.min(...sizes) < 10 ** -digits) return short;
  return short.map((cell) => (typeof cell === 'number' ? { value: cell, digits } : cell));
}

function tableHtml({ title, caption, columns, rows }: Shown): string {
  const left = new Set(columns.map(({ key }) => key).filter((key) => !isNumeric({ rows }, key)));
  const cell = (tag: 'td' | 'th', key: string, content: string): string =>
    `<${tag} style="text-align: ${left.has(key) ? 'left' : 'right'}">${content}</${tag}>`;
  const head = columns.map(({ key, label }) => cell('th', key, escapeHtml(label)));
  const body = rows.map((row) => `<tr>${columns.map(({ key }) => cell('td', key, marked(row[key]))).join('')}</tr>`);
  return [
    title && `<p><strong>${escapeHtml(title)}</strong></p>`,
    `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`,
    caption && `<p><small>${escapeHtml(caption)}</small></p>`,
  ].join('');
}

function marked(cell: Cell | undefined): string {
  const text = escapeHtml(cellText(cell));
  const mark = isMeasured(cell) ? cell.mark : undefined;
  return mark === 'best' ? `<strong>${text}</strong>` : mark === 'second' ? `<u>${text}</u>` : text;
}

/** Columns of equal width, two spaces between. */
function tableText({ title, caption, columns, rows }: Shown): string {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map(({ key }) => cellText(row[key])))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const padded = lines.map((line) =>
    line
      .map((text, i) => text.padEnd(widths[i]))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...padded, caption].filter((line) => line !== '').join('\n');
}

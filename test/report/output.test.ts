import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Report, RunBehind, Table } from '../../src/report/document';
import { cellText } from '../../src/report/output/cells';
import { tableCsv } from '../../src/report/output/csv';
import { latexText, tableLatex } from '../../src/report/output/latex';
import { tableMarkdown } from '../../src/report/output/markdown';
import { pageHtml } from '../../src/report/output/page';
import { SCRIPT } from '../../src/report/output/script';
import { LIGHT, themed } from '../../src/report/output/theme';
import { marked, measured } from '../../src/report/tables/describe';

const table: Table = {
  kind: 'table',
  name: 'errors',
  title: 'Errors <b>',
  caption: 'A & B; data: twin',
  columns: [
    { key: 'name', label: 'Name' },
    { key: 'error', label: 'Error | %' },
    { key: 'gain', label: 'Gain' },
  ],
  rows: [
    { name: '<script>alert(1)</script>', error: { value: 3.456, digits: 2, std: 0.1, mark: 'best' }, gain: null },
    {
      name: 'a|b_c',
      error: { value: 4, digits: 2, std: null, mark: 'second' },
      gain: { value: -1.5, digits: 1, interval: [-2, 0.25] },
    },
  ],
};

test('cells: deviation, interval, nothing', () => {
  expect(cellText({ value: 3.456, digits: 2, std: 0.1 })).toBe('3.46 ± 0.10');
  expect(cellText({ value: -1.5, digits: 1, interval: [-2, 0.25] })).toBe('−1.5 [−2.0, 0.3]');
  expect(cellText({ value: 2, digits: 0, std: null })).toBe('2');
  expect(cellText({ value: 2, digits: 0, learned: false })).toBe('2 †');
  expect(cellText(-10.9)).toBe('−10.9');
  expect(cellText(null)).toBe('–');
  expect(cellText({ text: 'supported', runs: ['a'] })).toBe('supported');
});

test('p values: small ones are bounded, none is 0.000', () => {
  expect([0, 0.00099, 0.001, 0.0314, 1].map((value) => cellText({ value, digits: 3, isP: true }))).toEqual([
    '< 0.001',
    '< 0.001',
    '0.001',
    '0.031',
    '1.000',
  ]);
});

test('Markdown: marks and escapes', () => {
  const text = tableMarkdown(table);
  expect(text).toContain('**3.46 ± 0.10**');
  expect(text).toContain('<u>4.00</u>');
  expect(text).toContain('a\\|b_c');
  expect(text.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(4);
});

test('LaTeX: marks and escapes', () => {
  const text = tableLatex(table);
  expect(text).toContain('\\textbf{3.46 $\\pm$ 0.10}');
  expect(text).toContain('a|b\\_c');
  expect(text).toContain('\\caption{Errors $<$b$>$. A \\& B');
  expect(latexText('10 % of θ → ‖E‖₁ {x}')).toBe('10 \\% of $\\theta$ $\\to$ $\\|$E$\\|$$_1$ \\{x\\}');
});

test('CSV: unrounded, spreads in columns of their own', () => {
  const { data } = Papa.parse<Record<string, string>>(tableCsv(table).trim(), { header: true });
  expect(data[0]).toEqual({
    name: '<script>alert(1)</script>',
    error: '3.456',
    error_std: '0.1',
    gain: '',
    gain_low: '',
    gain_high: '',
  });
  expect(data[1]).toMatchObject({ error: '4', error_std: '', gain: '-1.5', gain_low: '-2', gain_high: '0.25' });
});

test('CSV: the names of the runs behind a row’s cells, each once', () => {
  const csv = tableCsv({
    ...table,
    rows: [
      { name: 'a', error: { value: 1, digits: 1, runs: ['r1', 'r2'] }, gain: { text: '2 of 3', runs: ['r2', 'r3'] } },
      { name: 'b', error: null, gain: null },
    ],
  });
  expect(csv.split('\n').slice(0, 3)).toEqual(['name,error,gain,runs', 'a,1,2 of 3,r1 r2 r3', 'b,,,']);
});

test('marks: ties share, what is missing has none', () => {
  const { a, b, c, d } = marked({
    a: measured([2, 2], 1),
    b: measured([1], 1),
    c: measured([1], 1),
    d: measured([], 1),
  });
  expect([a?.mark, b?.mark, c?.mark, d]).toEqual(['second', 'best', 'best', null]);
  expect([a?.std, b?.std]).toEqual([0, null]);
});

test('a mean over what is no number is none', () => {
  expect([measured([1, Number.NaN], 1), measured([Number.POSITIVE_INFINITY], 1)]).toEqual([null, null]);
});

describe('page', () => {
  const run: RunBehind = {
    run: 'r1',
    benchmark: 'PN',
    method: 'RLEL',
    seed: 1,
    settings: '</script>',
    error: 'MAE 3.400 degrees',
    learned: true,
    commit: 'abc',
    command: 'npx rlel run',
    place: null,
  };
  const report: Report = {
    title: 'A report',
    overview: { counts: ['1 of 2 claims hold on twins'], table: { ...table, name: 'verdicts' } },
    runs: [run],
    facts: [{ name: 'Runs', value: '3 <i>' }],
    limits: ['little'],
    problems: [],
    sections: [
      {
        name: 'one',
        title: 'One',
        text: 'Text.\nNot shown. Why.',
        items: [
          table,
          {
            kind: 'figure',
            name: 'plot',
            title: 'Plot',
            caption: 'c',
            data: [{ type: 'scatter', x: [1], y: [1], name: '</script>' }],
            layout: {},
            rows: [],
          },
        ],
      },
    ],
  };

  test('text from data is escaped, and nothing is loaded from elsewhere', () => {
    const html = pageHtml(report, false);
    expect(html).not.toContain('<script>alert(1)');
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).toContain('3 &lt;i&gt;');
    expect(html).toContain('\\u003c/script>');
    expect(html).not.toMatch(/<(script|link|img)[^>]+(src|href)="(?!data:)/);
    expect(Buffer.byteLength(html)).toBeLessThan(10e6);
  });

  const pageWith = (changes: Partial<Table>): string =>
    pageHtml({ ...report, sections: [{ ...report.sections[0], items: [{ ...table, ...changes }] }] }, false);

  test('what has runs behind it is a button that names them; what has none is not', () => {
    const error = { value: 3, digits: 1, runs: ['r1', 'r2'] };
    const html = pageWith({ rows: [{ name: 'a', error, gain: 1 }] });
    expect(html).toContain('data-runs="r1 r2" title="2 runs behind it">3.0</button>');
    expect(html.match(/data-runs=/g)).toHaveLength(1 + (SCRIPT.match(/data-runs=/g) ?? []).length);
  });

  test('columns that say the same in every row are in the caption, but for those with runs', () => {
    const row = { name: 'a', error: 5, gain: null };
    const html = pageWith({ rows: [row, { ...row, name: 'b' }] });
    expect(html).toContain('A &amp; B; data: twin In every row: Error | % 5. In no row: Gain.');
    expect(html.match(/<section id="one">.*<th[^>]*>Error/s)).toBeNull();
    const measured = { value: 5, digits: 0, runs: ['r1'] };
    expect(
      pageWith({
        rows: [
          { ...row, error: measured },
          { ...row, error: measured },
        ],
      }),
    ).not.toContain('In every row');
    expect(pageWith({ rows: [row] })).not.toContain('In every row');
  });

  test('headings have addresses, folded tables a summary, and the list of runs is linked', () => {
    const html = pageWith({ folded: true });
    expect(html).toContain('<a class="address" href="#one"');
    expect(html).toContain('<a class="address" href="#errors"');
    expect(html).toContain('<details><summary>Table of 2 rows</summary>');
    expect(html).toContain('href="runs.json"');
  });

  test('the claims that hold are counted before all else', () => {
    const html = pageHtml(report, false);
    expect(html).toContain('<strong>1 of 2</strong> claims hold on twins');
    expect(html.indexOf('table-verdicts')).toBeLessThan(html.indexOf('id="facts"'));
  });

  test('problems are told where there are some', () => {
    expect(pageHtml(report, false)).not.toContain('are not in this report');
    expect(pageHtml({ ...report, problems: ['x: not done'] }, false)).toContain('1 runs are not in this report');
  });
});

test('titles of axes keep their distance from the labels, unless a figure says another', () => {
  const layout = { xaxis: { title: { text: 'epoch' } }, yaxis: { title: { text: 'error', standoff: 4 } } };
  const { xaxis, yaxis } = themed({ data: [{ x: [1], y: [1] }], layout }, LIGHT);
  expect(xaxis?.title).toEqual({ text: 'epoch', standoff: 8 });
  expect(yaxis?.title).toEqual({ text: 'error', standoff: 4 });
});

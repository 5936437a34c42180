import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Report, Table } from '../../src/report/document';
import { cellText } from '../../src/report/output/cells';
import { tableCsv } from '../../src/report/output/csv';
import { latexText, tableLatex } from '../../src/report/output/latex';
import { tableMarkdown } from '../../src/report/output/markdown';
import { pageHtml } from '../../src/report/output/page';
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
  expect(cellText(null)).toBe('–');
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
  expect(text).toContain('\\caption{Errors <b>. A \\& B');
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

describe('page', () => {
  const report: Report = {
    title: 'A report',
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

  test('problems are told where there are some', () => {
    expect(pageHtml(report, false)).not.toContain('are not in this report');
    expect(pageHtml({ ...report, problems: ['x: not done'] }, false)).toContain('1 runs are not in this report');
  });
});

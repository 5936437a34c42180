import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { summarize } from '../../src/report/summary';
import { markdownTable } from '../../src/report/table';
import { writeReport } from '../../src/report/writeReport';
import type { RunResult } from '../../src/study/runRecord';
import { columnData, smallRun } from '../support/steering';

const data = columnData();

function result(method: string, seed: number, error: number, source: 'twin' | 'open' = 'twin'): RunResult {
  return {
    run: `${method}${seed}`,
    config: smallRun({ ...data, source }, { method, seed }),
    metric: 'MAE',
    unit: 'degrees',
    metrics: {
      validation: { error: 1, count: 16 },
      test: { error, count: 32 },
      constant: { error: 9 },
      outputs: {},
      subsets: {},
      extras: {},
    },
    candidates: [{ name: method, validationError: 1, selectedEpoch: 2 }],
    chosen: method,
    trainings: 1,
    parameters: 10,
    commit: 'abc',
    seconds: 2,
    finishedAt: '2026-01-01T00:00:00.000Z',
  };
}

test('rows: mean and sample std over seeds; other data or settings are other rows', () => {
  const rows = summarize([
    result('rlel', 1, 2),
    result('rlel', 2, 4),
    result('rlel', 1, 7, 'open'),
    result('lel', 1, 3),
  ]);
  expect(rows.map(({ method, source, mean, std }) => [method, source, mean, std && Number(std.toFixed(4))])).toEqual([
    ['rlel', 'twin (synthetic)', 3, 1.4142],
    ['rlel', 'open', 7, null],
    ['lel', 'twin (synthetic)', 3, null],
  ]);
});

test('the table: best in bold within its group, a NaN never', () => {
  const table = markdownTable(summarize([result('rlel', 1, Number.NaN), result('lel', 1, 3), result('bel', 1, 2)]));
  expect(table).toContain('| rlel | 1 | MAE, degrees | n/a |');
  expect(table).toContain('**2.000**');
  expect(table).not.toContain('**3.000**');
});

test('the report: files, figures offline and with every method', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-report-'));
  const files = writeReport([result('rlel', 1, 2), result('lel', 1, 3)], folder);
  expect(files.map((file) => path.basename(file))).toEqual([
    'table.md',
    'table.csv',
    'figures.html',
    'figure-PN.svg',
    'runs.json',
  ]);
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const rows = Papa.parse<Record<string, string>>(read('table.csv').trim(), { header: true }).data;
  expect(rows.map(({ method, mean }) => [method, Number(mean)])).toEqual([
    ['rlel', 2],
    ['lel', 3],
  ]);
  expect(read('figures.html')).not.toMatch(/<script[^>]+src=/);
  for (const name of ['figures.html', 'figure-PN.svg']) {
    for (const text of ['rlel', 'lel', 'synthetic', 'degrees']) expect(read(name)).toContain(text);
  }
  expect(() => writeReport([], folder)).toThrow('make reproduce');
});

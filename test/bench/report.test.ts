import { expect, test } from 'vitest';
import type { CaseResult, SideResult } from '../../bench/compare';
import { ratiosSvg } from '../../bench/figure';
import { measurements, withMeasurements } from '../../bench/page';
import { caseRows } from '../../bench/report';
import { targetsTable, timesTable } from '../../bench/table';

const side = (name: SideResult['side'], seconds: number): SideResult => ({
  side: name,
  seconds: [[seconds], [seconds], [seconds]],
  peakMemory: 2 ** 31,
  versions: {},
});

const RESULTS: CaseResult[] = [
  {
    name: 'resnet50',
    batch: 16,
    checks: { kit: 1, published: 1 },
    sides: [side('kit', 2), side('published', 4), side('best', 1.6)],
    floor: [[1.9], [1.9], [1.9]],
  },
  {
    name: 'head-age',
    batch: 16,
    checks: { kit: 1 },
    sides: [side('kit', 0.01), side('published', 0.02), side('best', 0.02)],
    floor: null,
  },
];

const rows = caseRows(RESULTS);

test('targets: over peers, over the floor, as a share of a whole step; met or not', () => {
  const lines = targetsTable(rows).split('\n').slice(2);
  expect(lines.map((line) => line.split(' | ').slice(1).join(' | '))).toEqual([
    'PyTorch as published | 0.50 (0.50 to 0.50) | 0.75 | met |',
    'PyTorch at its best | 1.25 (1.25 to 1.25) | 1 | **not met** |',
    'products alone | 1.05 (1.05 to 1.05) | 1.2 | met |',
    'a whole step of resnet50 | 0.5 % (0.5 to 0.5) | 3 % | met |',
  ]);
});

test('a share of a step that was not measured is left out', () => {
  expect(caseRows(RESULTS.slice(1))[0].verdicts).toEqual([]);
});

test('times: throughput, memory, ratios', () => {
  const table = timesTable(rows);
  expect(table).toContain('| this kit | 2.00 s (2.00 s to 2.00 s) | 8.00 | 1 | 2.00 GiB |');
  expect(table).toContain('| this kit | 10.0 ms (10.0 ms to 10.0 ms) | 1600 | 1 | 2.00 GiB |');
  expect(table).toContain('|  | products alone | 1.90 s (1.90 s to 1.90 s) | 8.42 | 1.05 (1.05 to 1.05) |  |');
});

test('the page keeps its words and gets new measurements', () => {
  const machine = { date: '2026-01-02T03:04:05Z', commit: 'abc', cpu: 'CPU', cores: 2, threads: 2, memory: 8 };
  const text = measurements(rows, { ...machine, versions: { torch: '2' } }, 3);
  const page = 'before\n<!-- measured: start (written by make bench) -->\nold\n<!-- measured: end -->\nafter\n';
  const once = withMeasurements(page, text);
  expect(once).toContain('2026-01-02, commit abc, 3 rounds');
  expect(once).not.toContain('old');
  expect(once.startsWith('before') && once.endsWith('after\n')).toBe(true);
  expect(withMeasurements(once, text)).toBe(once);
  expect(() => withMeasurements('no markers', text)).toThrow('lacks');
});

test('the figure has a bar for each peer', () => {
  expect(ratiosSvg(rows).match(/<rect x="330"/g)).toHaveLength(5);
});

import { expect, test } from 'vitest';
import type { CaseResult, SideResult } from '../../bench/compare';
import { ratiosSvg } from '../../bench/figure';
import { measurements, withMeasurements } from '../../bench/page';
import { caseRows } from '../../bench/report';
import { compilingTable, profileTable, targetsTable, timesTable } from '../../bench/table';

const side = (name: SideResult['side'], seconds: number): SideResult => ({
  side: name,
  seconds: [[seconds], [seconds], [seconds]],
  processor: [2 * seconds, 2 * seconds, 2 * seconds],
  peakMemory: 2 ** 31,
  compiling: name === 'kit' ? 0.5 : null,
  versions: {},
});

const RESULTS: CaseResult[] = [
  {
    name: 'resnet50',
    batch: 16,
    checks: { kit: 1, published: 1 },
    sides: [side('kit', 2), side('eager', 2.5), side('published', 4), side('best', 1.6)],
    floor: [[1.9], [1.9], [1.9]],
    pair: null,
    profile: [
      { name: 'Conv2D', calls: 3, seconds: 0.099, bytes: 4.2e6 },
      { name: 'Neg', calls: 4, seconds: 0.0004, bytes: 1e6 },
      { name: 'Abs', calls: 1, seconds: 0.0006, bytes: 1e6 },
    ],
  },
  {
    name: 'quick-pilotnet',
    batch: 32,
    checks: { kit: 1 },
    sides: [side('kit', 0.01), side('eager', 0.02), side('best', 0.02)],
    floor: null,
    pair: [
      [0.01, 0.012],
      [0.011, 0.011],
      [0.011, 0.011],
    ],
    profile: null,
  },
  {
    name: 'head-age',
    batch: 16,
    checks: { kit: 1 },
    sides: [{ ...side('kit', 0.01), compiling: null }, side('published', 0.02), side('best', 0.02)],
    floor: null,
    pair: null,
    profile: null,
  },
];

const rows = caseRows(RESULTS);

test('targets: time over peers, over the floor, as a share of a whole step, side by side; memory; met or not', () => {
  const lines = targetsTable(rows).split('\n').slice(2);
  expect(lines.map((line) => line.split(' | ').slice(1).join(' | '))).toEqual([
    'time | PyTorch at its best | 0.50 (0.50 to 0.50) | 0.9 | met |',
    'time | this kit, operation by operation | 0.50 (0.50 to 0.50) | 0.4 | **not met** |',
    'time of each of two side by side | one alone | 1.10 (1.10 to 1.10) | 1.18 | met |',
    'time | PyTorch as published | 0.50 (0.50 to 0.50) | 0.75 | met |',
    'time | PyTorch at its best | 1.25 (1.25 to 1.25) | 1 | **not met** |',
    'time | this kit, operation by operation | 0.80 (0.80 to 0.80) | 0.9 | met |',
    'time | products alone | 1.05 (1.05 to 1.05) | 1.2 | met |',
    'peak memory | PyTorch at its best | 1.00 (1.00 to 1.00) | 1 | met |',
    'peak memory | this kit, operation by operation | 1.00 (1.00 to 1.00) | 1 | met |',
    'time | a whole step of resnet50 | 0.5 % (0.5 to 0.5) | 3 % | met |',
  ]);
});

test('a share of a step that was not measured is left out', () => {
  expect(caseRows(RESULTS.slice(2))[0].verdicts).toEqual([]);
});

test('times: throughput, memory, ratios', () => {
  const table = timesTable(rows);
  expect(table).toContain('| this kit | 2.00 s (2.00 s to 2.00 s) | 4.00 s | 8.00 | 1 | 2.00 GiB |');
  expect(table).toContain('| this kit | 10.0 ms (10.0 ms to 10.0 ms) | 20.0 ms | 1600 | 1 | 2.00 GiB |');
  expect(table).toContain('|  | products alone | 1.90 s (1.90 s to 1.90 s) |  | 8.42 | 1.05 (1.05 to 1.05) |  |');
});

test('compiling: of what is compiled', () => {
  expect(compilingTable(rows).split('\n').slice(2)).toEqual([
    '| Compact PilotNet, 33 × 100: training step, batch 32 | 500 ms |',
    '| ResNet50, 224 × 224, age: training step, batch 16 | 500 ms |',
  ]);
});

test('profile: the costliest operations of a step, the others together, all', () => {
  expect(profileTable(rows).split('\n').slice(2)).toEqual([
    '| ResNet50, 224 × 224, age: training step, batch 16 | Conv2D | 3 | 99.0 ms | 99 % | 4.2 MB |',
    '|  | 2 others | 5 | 1.00 ms | 1 % | 2.0 MB |',
    '|  | all | 8 | 100 ms | 100 % | 6.2 MB |',
  ]);
});

test('the page keeps its words and gets new measurements', () => {
  const machine = {
    date: '2026-01-02T03:04:05Z',
    commit: 'abc',
    cpu: 'CPU',
    cores: 2,
    threads: 2,
    memory: 8,
    load: 1.23,
  };
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
  expect(ratiosSvg(rows).match(/<rect x="330"/g)).toHaveLength(9);
});

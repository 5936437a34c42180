import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { defineBenchmark } from '../../src/benchmarks/defineBenchmark';
import { benchmarkNamed, registerBenchmark } from '../../src/benchmarks/registry';
import { openData } from '../../src/data/openData';
import { imageListing } from '../../src/datasets/layouts/imageListing';
import { registerLayout } from '../../src/datasets/layouts/registry';
import type { ListedSample } from '../../src/datasets/listing';

const folder = mkdtempSync(path.join(tmpdir(), 'rlel-own-layout-'));
const file = path.join(folder, 'a.png');
let values: number[][];

beforeAll(async () => {
  await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).toFile(file);
  writeFileSync(path.join(folder, 'points'), '');
  registerLayout({
    name: 'points',
    title: 'points',
    task: 'regression',
    kind: 'open',
    expects: 'points',
    detect: () => true,
    async list() {
      const samples = values.map((own, i): ListedSample => {
        const place = `points, row ${i + 1}`;
        return { id: `${i}`, values: own, place, file, part: i % 2 === 0 ? 'train' : 'test', group: `${i}` };
      });
      return imageListing(samples, 'px');
    },
  });
  const label = { outputs: 1, range: [0, 10], levels: 11 } as const;
  registerBenchmark(
    defineBenchmark({
      name: 'POINT',
      title: 'a point',
      task: 'regression',
      layouts: ['points'],
      paper: null,
      settings: {
        labels: [
          { name: 'x', ...label },
          { name: 'y', ...label },
        ],
        network: { name: 'resnet34-compact', theta: 4 },
        training: { epochs: 1 },
        methods: {},
      },
    }),
  );
});

const open = () =>
  openData({ benchmark: 'POINT', method: 'direct', profile: 'quick', seed: 1 }, { folder, trainList: null });

test('a sample without a value for each output is named', async () => {
  values = [[1, 2], [3, 4], [5], [6, 7]];
  await expect(open()).rejects.toThrow(
    "points, row 3: 2 has values of 1 outputs; the benchmark's labels (x, y) have 2",
  );
});

test('a label outside of its range is named, whichever it is', async () => {
  values = [
    [1, 2],
    [3, 4],
    [5, 99],
    [6, 7],
  ];
  await expect(open()).rejects.toThrow('a label of y outside the label range 0…10, as 99 of 2');
});

test('a benchmark that the paper has not says so in place of departures', () => {
  const { departures } = benchmarkNamed('POINT').profiles.quick;
  expect(departures).toEqual([expect.stringContaining('the paper does not have this benchmark')]);
});

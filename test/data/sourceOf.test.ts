import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { benchmarkNamed, benchmarkNames } from '../../src/benchmarks/registry';
import { sourceOf } from '../../src/data/sourceOf';
import { Findings } from '../../src/datasets/findings';
import { allLayouts, layoutNamed } from '../../src/datasets/layouts/registry';
import type { ListedSample } from '../../src/datasets/listing';

const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-source-'));

const samples = (counts: Partial<Record<ListedSample['part'], number>>): ListedSample[] =>
  Object.entries(counts).flatMap(([part, count]) =>
    Array.from({ length: count }, (_, i) => ({
      id: `${part}${i}`,
      values: [0],
      place: '',
      file: '',
      part: part as ListedSample['part'],
    })),
  );

/** What the paper's data sets hold, by its benchmarks. */
const PAPER = {
  LFH1: { train: 122_415, test: 1_969 },
  LFH2: { train: 11_031, test: 4_647 },
  FLD1: { train: 1_345, test: 507 },
  FLD2: { train: 3_148, test: 689 },
  FLD3: { train: 7_500, test: 2_500 },
  AE1: { train: 39_616, validation: 4_397, test: 11_000 },
  AE2: { train: 118_492, validation: 13_165, test: 32_762 },
};

test.each(Object.entries(PAPER))(
  '%s: the whole of the paper’s data set is official, one sample less is not',
  (name, counts) => {
    const layout = layoutNamed(benchmarkNamed(name).layouts[0]);
    expect(sourceOf(folder(), layout, { samples: samples(counts) })).toBe('official');
    for (const part of Object.keys(counts) as (keyof typeof counts)[]) {
      const fewer = samples({ ...counts, [part]: counts[part] - 1 });
      expect(sourceOf(folder(), layout, { samples: fewer })).toBe('open');
    }
  },
);

test('PN: the 63,825 frames are official, those over the largest angle counted too; fewer are not', async () => {
  const layout = layoutNamed('driving');
  const place = folder();
  const rows = Array.from({ length: 40 }, (_, i) => `${i}.jpg ${i % 10 === 7 ? 150 : i}\n`);
  writeFileSync(path.join(place, 'data.txt'), rows.join(''));
  for (let i = 0; i < 40; i++) writeFileSync(path.join(place, `${i}.jpg`), '');
  const listing = await layout.list(place, new Findings(), { maxAngle: 100 });
  expect([listing.samples.length, listing.skipped]).toEqual([36, 4]);
  expect(sourceOf(place, layout, { samples: samples({ train: 63_821 }), skipped: listing.skipped })).toBe('official');
  expect(sourceOf(place, layout, { samples: samples({ train: 63_820 }), skipped: listing.skipped })).toBe('open');
});

test('every benchmark’s own layout can be official, and no other', () => {
  const own = new Set(benchmarkNames().map((name) => benchmarkNamed(name).layouts[0]));
  for (const { name, kind, complete } of allLayouts()) {
    expect([name, kind]).toEqual([name, own.has(name) ? 'official' : 'open']);
    if (kind === 'official') expect(complete, name).toBeDefined();
  }
});

import path from 'node:path';
import { expect, test } from 'vitest';
import { type RunRequest, resolveSettings } from '../../src/benchmarks/request';
import { identityOf } from '../../src/data/dataIdentity';
import { type Dataset, WARP_MARGIN } from '../../src/datasets/dataset';
import { readSafetensors } from '../../src/files/safetensors';
import { Random } from '../../src/random/random';
import { executeRun } from '../../src/runs/executeRun';
import { runConfig } from '../../src/store/runConfig';
import { newStore, quiet } from '../support/runs';

const POINTS = 29;
const SIDE = Math.round(48 * WARP_MARGIN);

/** Grey faces whose 29 points lie anywhere; each face has a square of its own. */
function faces(count: number): Dataset {
  const random = Random.from(4, 'faces');
  const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
  return {
    folder: '/faces',
    format: 'faces',
    source: 'open',
    fingerprint: `faces-${count}`,
    unit: 'pixels',
    imageShape: [SIDE, SIDE, 3],
    samples: Array.from({ length: count }, (_, i) => ({
      id: `${i}`,
      crop: { centre: [60 + random.uniform(), 50 + random.uniform()] as const, side: 70 + random.uniform(0, 20) },
      values: Array.from({ length: 2 * POINTS }, () => random.uniform(30, 80)),
    })),
    split: { train: range(0, count - 8), validation: range(count - 8, count - 4), test: range(count - 4, count) },
    mirror: Array.from({ length: POINTS }, (_, i) => i),
    readImage: (_, into, offset) => into.fill(128, offset, offset + SIDE * SIDE * 3),
    close() {},
  };
}

test('truncated coordinates: constant predictor and measured encoder stand on the labels that were learned', async () => {
  const data = faces(25);
  const request: RunRequest = {
    benchmark: 'FLD1',
    method: 'rlel',
    profile: 'quick',
    seed: 1,
    settings: { levels: 256, epochs: 1, milestones: [], oddities: ['truncated-coordinates'] },
  };
  const store = newStore();
  const result = await executeRun(runConfig(request, resolveSettings(request), identityOf(data)), data, store, quiet());

  // the published maps, image → grid → image
  const cut = (value: number) => Math.trunc(value) + 1;
  const axes = Array.from({ length: 2 * POINTS }, (_, k) => k);
  const labels = Array.from(data.split.train, (index) => {
    const { values, crop } = data.samples[index];
    const { centre, side } = crop as NonNullable<typeof crop>;
    return axes.map((k) => cut(256 * ((values[k] - centre[k % 2]) / side + 0.5)));
  });
  const middle = (values: number[]) => values.sort((a, b) => a - b)[(values.length - 1) / 2];
  const medians = axes.map((k) => middle(labels.map((row) => row[k])));
  const errors = Array.from(data.split.test, (index) => {
    const { values, crop } = data.samples[index];
    const { centre, side } = crop as NonNullable<typeof crop>;
    const predicted = axes.map((k) => cut(side * ((medians[k] - 1) / 256 - 0.5) + centre[k % 2]));
    const distance = (a: readonly number[], i: number, b: readonly number[], j: number) =>
      Math.hypot(a[2 * i] - b[2 * j], a[2 * i + 1] - b[2 * j + 1]);
    const sum = Array.from({ length: POINTS }, (_, i) => distance(predicted, i, values, i)).reduce((a, b) => a + b);
    return (100 * sum) / POINTS / distance(values, 8, values, 9);
  });
  expect(result.metrics.constant.error).toBeCloseTo(errors.reduce((a, b) => a + b) / errors.length, 8);

  const { tensors } = readSafetensors(path.join(store.folder(result.run), 'encoding.safetensors'));
  for (const k of [0, 1, 2, 3]) {
    const counts = Array.from({ length: 256 }, (_, n) => labels.filter((row) => row[k] === n).length);
    expect(Array.from(tensors.get(`coordinates.${k}.counts`)?.values ?? [])).toEqual(counts);
  }
}, 120_000);

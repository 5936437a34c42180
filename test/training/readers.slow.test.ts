import { rmSync, truncateSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { settingsOf } from '../../src/benchmarks/registry';
import type { Dataset, Sample } from '../../src/datasets/dataset';
import { openRawImages } from '../../src/datasets/rawImages';
import { tf } from '../../src/engine/tensorflow';
import { RlelError } from '../../src/errors';
import { LabelSpace } from '../../src/labels/labelSpace';
import { Random } from '../../src/random/random';
import { executeRun } from '../../src/runs/executeRun';
import { BatchStream } from '../../src/training/batches/batchStream';
import { openReader } from '../../src/training/batches/sampleReader';
import type { Preparation, SampleRequest } from '../../src/training/batches/samples';
import { Interrupted } from '../../src/training/loop';
import { stepsFrom } from '../../src/training/steps';
import { withImagesFile } from '../support/imagesFile';
import { newStore, outcome, quiet } from '../support/runs';
import { columnData, smallRun } from '../support/steering';

afterEach(() => {
  delete process.env.RLEL_READERS;
});

/** Random images, decoded larger than the network's 12 × 16. */
function noiseData(count: number, sample: (i: number, random: Random) => Omit<Sample, 'id'>): Dataset {
  const random = Random.from(9, 'noise');
  const imageShape = [20, 24, 3] as const;
  const images = Array.from({ length: count }, () =>
    Uint8Array.from({ length: 20 * 24 * 3 }, () => random.integer(256)),
  );
  return {
    ...columnData(),
    imageShape,
    samples: images.map((_, i) => ({ id: `${i}`, ...sample(i, random) })),
    split: { train: Int32Array.from(images.keys()), validation: new Int32Array(0), test: new Int32Array(0) },
    mirror: [1, 0],
    readImage: (index, into, offset) => into.set(images[index], offset),
  };
}

const face = (i: number, random: Random): Omit<Sample, 'id'> => ({
  values: Array.from({ length: 4 }, () => random.uniform(5, 15)),
  crop: { centre: [10 + i / 7, 10], side: 8 },
});
const pose = (_: number, random: Random): Omit<Sample, 'id'> => ({
  values: Array.from({ length: 3 }, () => random.uniform(-30, 30)),
});

const KINDS = {
  steering: { augmentation: 'steering', outputs: 1, sample: (i: number) => ({ values: [i - 10] }), same: true },
  crop: { augmentation: 'crop', outputs: 3, sample: pose, same: false },
  'crop-mirror': { augmentation: 'crop-mirror', outputs: 3, sample: pose, same: false },
  warp: { augmentation: 'warp', outputs: 4, sample: face, same: false },
  none: { augmentation: 'none', outputs: 4, sample: face, same: false },
} as const;

describe.each(Object.entries(KINDS))('%s', (_, { augmentation, outputs, sample, same }) => {
  const data = withImagesFile(noiseData(22, sample));
  const imageSize: [number, number] = same ? [20, 24] : [12, 16];
  const preparation: Preparation = {
    imageShape: data.imageShape,
    imageSize,
    mirror: [1, 0],
    augmentation,
    truncated: false,
  };

  /** Every number of two epochs' batches, and the first draw after each batch's augmentation. */
  async function everything(readers: number) {
    process.env.RLEL_READERS = String(readers);
    const reader = openReader(data, preparation);
    expect(reader.ahead).toBe(readers === 0 ? 0 : readers + 1);
    const groups = [{ name: 'all', outputs, space: new LabelSpace([-50, 300], 36) }];
    const reading = { data, reader, groups, imageSize, config: settingsOf('PN', 'paper').training };
    const steps = stepsFrom({ epoch: 0, step: 1 }, { epochs: 2, batchSize: 4 }, data.split.train, 3);
    const batches = new BatchStream(reading, steps);
    const found = [];
    try {
      for (let step = 1; step < 12; step++) {
        const { request, batch, waited } = await batches.next();
        expect(waited).toBeGreaterThan(0);
        const numbers = [batch.images, ...batch.labels].map((tensor) => Array.from(tensor.dataSync()));
        found.push({ indices: [...request.indices], numbers, draw: request.random.uint32() });
        tf.dispose([batch.images, ...batch.labels]);
      }
      await expect(batches.next()).rejects.toBeInstanceOf(RangeError);
    } finally {
      await reader.close();
    }
    return found;
  }

  test('1 and 2 threads give the bits of none', async () => {
    const without = await everything(0);
    expect(new Set(without.map(({ indices }) => indices.length))).toEqual(new Set([4, 2]));
    expect(await everything(1)).toEqual(without);
    expect(await everything(2)).toEqual(without);
  });
});

describe('whole runs', () => {
  const data = withImagesFile(columnData());
  const config = smallRun(data, {
    settings: { epochs: 2, oddities: ['test-augmentation'], selection: 'best-validation' },
  });

  async function run(readers: string, store = newStore()) {
    process.env.RLEL_READERS = readers;
    const result = await executeRun(config, data, store, quiet());
    return { result, outcome: outcome(store, config) };
  }

  test('the bits do not depend on the number of threads, nor on an interruption', async () => {
    const without = await run('0');
    expect((await run('1')).outcome).toEqual(without.outcome);
    expect((await run('2')).outcome).toEqual(without.outcome);
    const store = newStore();
    const stop = new AbortController();
    process.env.RLEL_READERS = '2';
    let steps = 0;
    const onProgress = () => {
      steps += 1;
      if (steps === 3) stop.abort();
    };
    await expect(executeRun(config, data, store, quiet(onProgress, stop.signal))).rejects.toBeInstanceOf(Interrupted);
    expect((await run('1', store)).outcome).toEqual(without.outcome);
  });

  test('the share of waiting is in the result', async () => {
    const { result } = await run('1');
    expect(result.waitedForData).toBeGreaterThan(0);
    expect(result.waitedForData).toBeLessThan(1);
  });

  test.each(['0', '1'])(
    'images cut off while in use, %s threads: the file is named, nothing is left running',
    async (readers) => {
      const cut = withImagesFile(columnData());
      truncateSync(cut.imagesFile, 33 * 100 * 3 * 20);

      const images = openRawImages(cut.imagesFile, 33 * 100 * 3);
      process.env.RLEL_READERS = readers;
      const store = newStore();
      const running = () => process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name)).length;
      const before = running();
      const failed = executeRun(config, { ...cut, readImage: images.read }, store, quiet());
      await expect(failed).rejects.toThrow(`${cut.imagesFile}: cut off`);
      await expect(failed).rejects.toBeInstanceOf(RlelError);
      expect(running()).toBe(before);
      images.close();
    },
  );
});

describe('threads that cannot go on', () => {
  const data = withImagesFile(noiseData(4, pose));
  const preparation: Preparation = {
    imageShape: data.imageShape,
    imageSize: [12, 16],
    mirror: [],
    augmentation: 'none',
    truncated: false,
  };
  const request: SampleRequest = { samples: [{ index: 0, values: [1, 2, 3] }], random: null };

  test('a missing file is named', async () => {
    process.env.RLEL_READERS = '1';
    const gone = withImagesFile(noiseData(4, pose));
    const reader = openReader(gone, preparation);
    rmSync(gone.imagesFile);
    await expect(reader.read(request)).rejects.toThrow(
      `${gone.imagesFile}: the decoded images cannot be read (ENOENT)`,
    );
    await reader.close();
  });

  test('a thread that dies: what was asked of it and what is asked later fails with the file’s name', async () => {
    process.env.RLEL_READERS = '1';
    const reader = openReader(data, preparation);
    expect((await reader.read(request)).values).toEqual([[1, 2, 3]]);
    const [broken, waiting] = [reader.read({ ...request, samples: null as never }), reader.read(request)];
    for (const failed of [broken, waiting]) {
      await expect(failed).rejects.toThrow(`${data.imagesFile}: the thread that reads it ended`);
      await expect(failed).rejects.toBeInstanceOf(RlelError);
    }
    await expect(reader.read(request)).rejects.toThrow('RLEL_READERS=0');
    await reader.close();
  });

  test('a reader that is closed fails what is under way', async () => {
    process.env.RLEL_READERS = '1';
    const reader = openReader(data, preparation);
    const failed = expect(reader.read(request)).rejects.toBeInstanceOf(RlelError);
    await reader.close();
    await failed;
  });

  test('data of one’s own, whose images are in no file, are read without threads', async () => {
    process.env.RLEL_READERS = '2';
    const reader = openReader(noiseData(4, pose), preparation);
    expect(reader.ahead).toBe(0);
    expect((await reader.read(request)).images.length).toBe(12 * 16 * 3);
    await reader.close();
  });

  test.each(['-1', '1.5', 'two', '17', ' '])('RLEL_READERS="%s" is refused', (text) => {
    process.env.RLEL_READERS = text;
    expect(() => openReader(data, preparation)).toThrow(`RLEL_READERS=${text}: expected`);
  });
});

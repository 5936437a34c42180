import { type RunRequest, resolveSettings } from '../../src/benchmarks/request';
import { identityOf } from '../../src/data/dataIdentity';
import type { Dataset } from '../../src/datasets/dataset';
import { timeSplit } from '../../src/datasets/driving/split';
import { Random } from '../../src/random/random';
import { runConfig } from '../../src/store/runConfig';

/** A small data set in memory: a bright column whose place gives the angle. */
export function columnData(frames = 160): Dataset {
  const random = Random.from(5, 'columns');
  const [height, width] = [33, 100];
  const columns = Array.from({ length: frames }, () => 10 + random.integer(80));
  return {
    folder: '/columns',
    format: 'columns',
    source: 'open',
    fingerprint: `columns-${frames}`,
    unit: 'degrees',
    imageShape: [height, width, 3],
    samples: columns.map((column, i) => ({ id: `${i}.jpg`, values: [column - 49.5] })),
    split: timeSplit(frames, 'columns'),
    readImage(index, into, offset) {
      into.fill(30, offset, offset + height * width * 3);
      for (let y = 0; y < height; y++) {
        for (let x = -4; x <= 4; x++)
          into.fill(
            220,
            offset + 3 * (y * width + columns[index] + x),
            offset + 3 * (y * width + columns[index] + x + 1),
          );
      }
    },
    close() {},
  };
}

/** A configuration that trains in seconds. */
export function smallRun(data: Dataset, change: Partial<RunRequest> = {}) {
  const request: RunRequest = {
    benchmark: 'PN',
    method: 'rlel',
    profile: 'quick',
    seed: 1,
    ...change,
    settings: {
      ...{ range: [-50, 50], levels: 26, epochs: 3, milestones: [], learningRate: 2e-3, batchSize: 32 },
      ...change.settings,
    },
  };
  return runConfig(request, resolveSettings(request), identityOf(data));
}

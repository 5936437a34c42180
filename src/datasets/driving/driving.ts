import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { RlelError } from '../../errors';
import { storageError, writeFileAtomic } from '../../files/atomicFile';
import type { DataSource, Dataset } from '../dataset';
import { decodeFrame } from './image';
import { type LabelledFrame, parseDrivingLabels } from './labelFile';
import { timeSplit } from './split';

export interface DrivingOptions {
  readonly source: DataSource;
  /** [height, width] after cutting and resizing. */
  readonly imageSize: readonly [number, number];
  /** Frames with a larger |angle| are skipped, in degrees. */
  readonly maxAngle: number;
  /** Where decoded images are kept. */
  readonly cacheFolder: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Changes when decoding does, so that older caches are not used. */
const DECODING = 1;
const AT_ONCE = 8;

/**
 * Opens a folder in the driving data set's original layout: `data.txt` with rows `N.jpg angle`, images beside it.
 * Images are decoded once, into a cache; a cache hit looks at sizes and times of the images only.
 * @throws RlelError naming the file and the row of whatever cannot be used.
 */
export async function openDriving(folder: string, options: DrivingOptions): Promise<Dataset> {
  const labelFile = path.join(folder, 'data.txt');
  if (!existsSync(labelFile)) {
    throw new RlelError(
      `${labelFile}: not there. Expected the driving layout: data.txt with rows "N.jpg angle", images beside it.`,
    );
  }
  const { samples } = parseDrivingLabels(readFileSync(labelFile, 'utf8'), labelFile, options.maxAngle);
  const split = timeSplit(samples.length);
  const shape = [...options.imageSize, 3] as const;
  const frameBytes = shape[0] * shape[1] * shape[2];
  const cache = path.join(options.cacheFolder, cacheKey(folder, labelFile, samples, options));
  if (!isWhole(cache, samples.length * frameBytes)) await decodeAll(folder, labelFile, samples, cache, options);
  const { fingerprint } = JSON.parse(readFileSync(`${cache}.json`, 'utf8')) as { fingerprint: string };
  const descriptor = openSync(`${cache}.images`, 'r');
  return {
    folder,
    source: options.source,
    fingerprint,
    unit: 'degrees',
    imageShape: shape,
    samples,
    split,
    readImage(index, into, offset) {
      const got = readSync(descriptor, into, offset, frameBytes, index * frameBytes);
      if (got !== frameBytes) throw new RlelError(`${cache}.images: cut off while in use. Start again.`);
    },
    close: () => closeSync(descriptor),
  };
}

function cacheKey(
  folder: string,
  labelFile: string,
  samples: readonly LabelledFrame[],
  options: DrivingOptions,
): string {
  const digest = createHash('sha256');
  digest.update(JSON.stringify([DECODING, options.imageSize, options.maxAngle]));
  digest.update(readFileSync(labelFile));
  for (const { id, row } of samples) {
    const image = path.join(folder, id);
    const stat = statSync(image, { throwIfNoEntry: false });
    if (!stat)
      throw new RlelError(`${labelFile}, row ${row}: the image ${image} is not there. Put it there or remove the row.`);
    digest.update(JSON.stringify([id, stat.size, stat.mtimeMs]));
  }
  return digest.digest('hex').slice(0, 32);
}

const isWhole = (cache: string, size: number): boolean =>
  existsSync(`${cache}.json`) && statSync(`${cache}.images`, { throwIfNoEntry: false })?.size === size;

/** Decodes every frame to `cache`.images, then writes `cache`.json: the cache is whole once the latter is there. */
async function decodeAll(
  folder: string,
  labelFile: string,
  samples: readonly LabelledFrame[],
  cache: string,
  { imageSize, onProgress }: DrivingOptions,
): Promise<void> {
  const fingerprint = createHash('sha256');
  const temporary = `${cache}.images.tmp-${process.pid}`;
  try {
    mkdirSync(path.dirname(cache), { recursive: true });
    const descriptor = openSync(temporary, 'w');
    try {
      for (let from = 0; from < samples.length; from += AT_ONCE) {
        const group = samples.slice(from, from + AT_ONCE);
        const frames = await Promise.all(
          group.map(({ id, row }) => decodeFrame(path.join(folder, id), `${labelFile}, row ${row}`, imageSize)),
        );
        frames.forEach(({ bytes, pixels }, i) => {
          fingerprint.update(JSON.stringify([group[i].id, group[i].value, bytes.length])).update(bytes);
          writeSync(descriptor, pixels);
        });
        onProgress?.(Math.min(from + AT_ONCE, samples.length), samples.length);
      }
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, `${cache}.images`);
    writeFileAtomic(
      `${cache}.json`,
      `${JSON.stringify({ fingerprint: fingerprint.digest('hex'), frames: samples.length })}\n`,
    );
  } catch (error) {
    rmSync(temporary, { force: true });
    throw storageError(error, `${cache}.images`);
  }
}

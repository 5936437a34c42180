import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '../files/atomicFile';
import { makeFolder } from '../files/makeFolder';
import { systemError } from '../files/systemError';
import { DataError } from './dataError';
import { openRawImages, type RawImages } from './rawImages';
import { statIfThere } from './readFile';
import { resultOf } from './settled';

/** An image to decode. */
export interface Source {
  /** What it is called in messages: label file and row. */
  readonly place: string;
  /** The file that holds it. */
  readonly file: string;
  /** Everything but the file's bytes that the result depends on: id, labels, the part of the image that is kept. */
  readonly identity: unknown;
  /** @returns the image's own bytes (for the fingerprint) and uint8 [height, width, 3]. */
  decode(): Promise<{ bytes: Uint8Array; pixels: Uint8Array }>;
}

export interface ImageCache extends RawImages {
  /** The file of raw pixels. */
  readonly file: string;
  /** SHA-256 (hex) over each image's identity and bytes, in order. */
  readonly fingerprint: string;
}

/** Changes when decoding or the fingerprint does, so that what is remembered of older ones is not used. */
export const DECODING = 3;
const AT_ONCE = 8;

/**
 * Decodes all images once, into a file of raw pixels; later calls check the sources' sizes and times only (of change,
 * too: that of writing is kept by those who copy or unpack).
 * @param shape [height, width, 3] of each decoded image.
 * @param settings what else the pixels depend on.
 * @throws RlelError naming the place of an image that is missing or cannot be decoded.
 */
export async function openImageCache(
  sources: readonly Source[],
  shape: readonly [number, number, number],
  settings: unknown,
  cacheFolder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ImageCache> {
  const bytes = shape[0] * shape[1] * shape[2];
  const cache = path.join(cacheFolder, cacheKey(sources, [DECODING, shape, settings]));
  if (!isWhole(cache, sources.length * bytes)) await decodeAll(sources, bytes, cache, onProgress);
  const { fingerprint } = JSON.parse(readFileSync(`${cache}.json`, 'utf8')) as { fingerprint: string };
  const file = `${cache}.images`;
  return { file, fingerprint, ...openRawImages(file, bytes) };
}

function cacheKey(sources: readonly Source[], settings: unknown): string {
  const digest = createHash('sha256');
  digest.update(JSON.stringify(settings));
  for (const { file, place, identity } of sources) {
    const stat = statIfThere(file);
    if (!stat) throw new DataError(place, `${file} is not there, or a link that leads nowhere.`);
    digest.update(JSON.stringify([identity, stat.size, stat.mtimeMs, stat.ctimeMs]));
  }
  return digest.digest('hex').slice(0, 32);
}

const isWhole = (cache: string, size: number): boolean =>
  existsSync(`${cache}.json`) && statSync(`${cache}.images`, { throwIfNoEntry: false })?.size === size;

/** Decodes every image to `cache`.images, then writes `cache`.json: the cache is whole once the latter is there. */
async function decodeAll(
  sources: readonly Source[],
  bytes: number,
  cache: string,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const fingerprint = createHash('sha256');
  const temporary = `${cache}.images.tmp-${process.pid}`;
  try {
    makeFolder(path.dirname(cache));
    const descriptor = openSync(temporary, 'w');
    try {
      for (let from = 0; from < sources.length; from += AT_ONCE) {
        const group = sources.slice(from, from + AT_ONCE);
        const images = (await Promise.allSettled(group.map((source) => source.decode()))).map(resultOf);
        images.forEach((image, i) => {
          if (image.pixels.length !== bytes) {
            throw new DataError(group[i].place, `${image.pixels.length} decoded bytes, expected ${bytes}.`);
          }
          fingerprint.update(JSON.stringify([group[i].identity, image.bytes.length])).update(image.bytes);
          writeSync(descriptor, image.pixels);
        });
        onProgress(Math.min(from + AT_ONCE, sources.length), sources.length);
      }
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, `${cache}.images`);
    writeFileAtomic(
      `${cache}.json`,
      `${JSON.stringify({ fingerprint: fingerprint.digest('hex'), images: sources.length })}\n`,
    );
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    throw systemError(error, `${cache}.images`);
  }
}

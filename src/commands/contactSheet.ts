import path from 'node:path';
import sharp from 'sharp';
import { spreadSamples, withListing } from '../data/withListing';
import type { ListedSample } from '../datasets/listing';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import { landmarkDots } from '../report/landmarkDots';
import { photograph, resized } from '../report/output/imageFile';

const [COLUMNS, ROWS] = [8, 4];
const HEIGHT = 144;
const GAP = 4;

/** Asked before a twin is drawn. @throws RlelError for a file whose name is not a JPEG's. */
export function requireSheetName(file: string): void {
  if (!/^\.jpe?g$/i.test(path.extname(file))) {
    throw new RlelError(`--sheet ${file}: a contact sheet is a JPEG. Expected a name that ends in .jpg.`);
  }
}

/** A JPEG of pictures spread over a benchmark's folder, with their labels: text, or dots for landmarks. */
export async function contactSheet(benchmark: string, folder: string, file: string): Promise<void> {
  await withListing(benchmark, folder, async (listing) => {
    const tiles = await Promise.all(
      spreadSamples(listing, COLUMNS * ROWS).map(async (sample) => {
        const { picture } = await listing.read(sample);
        const scale = HEIGHT / picture.height;
        const size = { width: Math.round(picture.width * scale), height: HEIGHT };
        return { input: await resized(picture, size, overlay(sample, scale)), width: size.width };
      }),
    );
    const step = Math.max(...tiles.map(({ width }) => width)) + GAP;
    const width = COLUMNS * step - GAP;
    const height = ROWS * (HEIGHT + GAP) - GAP;
    const { bytes } = await photograph(
      sharp({ create: { width, height, channels: 3, background: 'white' } }).composite(
        tiles.map(({ input }, k) => ({
          input,
          left: (k % COLUMNS) * step,
          top: Math.floor(k / COLUMNS) * (HEIGHT + GAP),
        })),
      ),
    );
    writeFileAtomic(file, bytes);
  });
}

function overlay({ values, crop }: ListedSample, scale: number): string {
  if (crop) return landmarkDots(values, scale, 1.2, 'lime');
  const text = values.map((value) => value.toFixed(0)).join(', ');
  return `<text x="5" y="16" font-family="sans-serif" font-size="14" fill="white" stroke="black" stroke-width="3" paint-order="stroke">${text}</text>`;
}

import sharp from 'sharp';
import { spreadSamples, withListing } from '../data/withListing';
import type { ListedSample } from '../datasets/listing';
import { writeFileAtomic } from '../files/atomicFile';
import { landmarkDots } from '../report/landmarkDots';

const [COLUMNS, ROWS] = [8, 4];
const HEIGHT = 144;
const GAP = 4;

/** A PNG of pictures spread over a benchmark's folder, with their labels: text, or dots for landmarks. */
export async function contactSheet(benchmark: string, folder: string, file: string): Promise<void> {
  await withListing(benchmark, folder, async (listing) => {
    const tiles = await Promise.all(
      spreadSamples(listing, COLUMNS * ROWS).map(async (sample) => {
        const { picture } = await listing.read(sample);
        const { width, height, pixels } = picture;
        const shown = Math.round((width * HEIGHT) / height);
        const input = await sharp(pixels, { raw: { width, height, channels: 3 } })
          .resize(shown, HEIGHT)
          .composite([{ input: Buffer.from(overlay(sample, shown, HEIGHT / height)) }])
          .png()
          .toBuffer();
        return { input, width: shown };
      }),
    );
    const width = Math.max(...tiles.map((tile) => tile.width)) + GAP;
    const sheet = await sharp({
      create: { width: COLUMNS * width - GAP, height: ROWS * (HEIGHT + GAP) - GAP, channels: 3, background: 'white' },
    })
      .composite(
        tiles.map(({ input }, k) => ({
          input,
          left: (k % COLUMNS) * width,
          top: Math.floor(k / COLUMNS) * (HEIGHT + GAP),
        })),
      )
      .png({ palette: true, colours: 128, dither: 0 })
      .toBuffer();
    writeFileAtomic(file, sheet);
  });
}

function overlay({ values, crop }: ListedSample, width: number, scale: number): string {
  const open = `<svg width="${width}" height="${HEIGHT}">`;
  if (crop) {
    return `${open}${landmarkDots(values, scale, 1.2, 'lime')}</svg>`;
  }
  const text = values.map((value) => value.toFixed(0)).join(', ');
  return `${open}<text x="5" y="16" font-family="sans-serif" font-size="14" fill="white" stroke="black" stroke-width="3" paint-order="stroke">${text}</text></svg>`;
}

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import sharp from 'sharp';
import { storageError, writeFileAtomic } from '../../files/atomicFile';
import { Random } from '../../random/random';
import { FRAME, renderRoad } from './renderRoad';
import { drive } from './road';

export interface DrivingTwinOptions {
  readonly frames: number;
  readonly seed: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Standard deviation of the noise on every label, degrees. */
export const LABEL_NOISE = 1;
/** Changes when the pictures or labels do. */
export const TWIN_VERSION = 1;
const AT_ONCE = 8;

/**
 * Writes a synthetic drive in the driving data set's layout: `N.jpg` (455 × 256), `data.txt` with rows
 * `N.jpg angle,date time`, and `scene.csv` with what was drawn. data.txt comes last: a folder without it is not
 * whole. A folder that is whole already is left as it is. Same options, same bytes.
 */
export async function writeDrivingTwin(
  folder: string,
  { frames, seed, onProgress }: DrivingTwinOptions,
): Promise<void> {
  if (existsSync(path.join(folder, 'data.txt'))) return;
  const random = Random.from(seed, 'driving-twin', TWIN_VERSION);
  const scenes = drive(frames, random);
  const labels = scenes.map(({ angle }) => (angle + random.normal(0, LABEL_NOISE)).toFixed(2));
  try {
    mkdirSync(folder, { recursive: true });
    for (let from = 0; from < frames; from += AT_ONCE) {
      const group = scenes.slice(from, from + AT_ONCE);
      await Promise.all(
        group.map((scene, i) => {
          const pixels = renderRoad(scene, Random.from(seed, 'driving-twin', TWIN_VERSION, from + i));
          return sharp(pixels, { raw: { width: FRAME.width, height: FRAME.height, channels: 3 } })
            .jpeg({ quality: 85 })
            .toFile(path.join(folder, `${from + i}.jpg`));
        }),
      );
      onProgress?.(Math.min(from + AT_ONCE, frames), frames);
    }
  } catch (error) {
    throw storageError(error, folder);
  }
  writeFileAtomic(
    path.join(folder, 'scene.csv'),
    `${Papa.unparse(scenes.map((scene, i) => ({ image: `${i}.jpg`, ...scene })))}\n`,
  );
  writeFileAtomic(path.join(folder, 'README.md'), readme(frames, seed));
  writeFileAtomic(path.join(folder, 'data.txt'), labels.map((label, i) => `${i}.jpg ${label},${time(i)}\n`).join(''));
}

/** A PNG of frames spread over the folder's drive, each with its label. */
export async function twinContactSheet(folder: string, file: string, columns = 5, rows = 4): Promise<void> {
  const lines = readFileSync(path.join(folder, 'data.txt'), 'utf8').trim().split('\n');
  const [width, height] = [228, 128];
  const tiles = await Promise.all(
    Array.from({ length: columns * rows }, async (_, k) => {
      const [name, rest] = lines[Math.floor(((k + 0.5) * lines.length) / (columns * rows))].split(' ');
      const caption = Buffer.from(
        `<svg width="${width}" height="${height}"><text x="6" y="18" font-family="sans-serif" font-size="15" fill="white" stroke="black" stroke-width="3" paint-order="stroke">${rest.split(',')[0]}°</text></svg>`,
      );
      const input = await sharp(path.join(folder, name))
        .resize(width, height)
        .composite([{ input: caption }])
        .png()
        .toBuffer();
      return { input, left: (k % columns) * (width + 4), top: Math.floor(k / columns) * (height + 4) };
    }),
  );
  const canvas = {
    width: columns * (width + 4) - 4,
    height: rows * (height + 4) - 4,
    channels: 3 as const,
    background: 'white',
  };
  const sheet = await sharp({ create: canvas })
    .composite(tiles)
    .png({ palette: true, colours: 128, dither: 0 })
    .toBuffer();
  writeFileAtomic(file, sheet);
}

const time = (second: number): string =>
  `2018-07-01 ${new Date(second * 1000).toISOString().slice(11, 19)}:${String((second * 37) % 1000).padStart(3, '0')}`;

function readme(frames: number, seed: number): string {
  const floor = (LABEL_NOISE * Math.sqrt(2 / Math.PI)).toFixed(2);
  return `# Synthetic drive

${frames} rendered frames, seed ${seed}, version ${TWIN_VERSION}: no photograph, no real driver. Layout: SullyChen's driving data set.
The angle is that of a driver who steers by pure pursuit towards the road's centre, plus noise of ${LABEL_NOISE}° (standard
deviation) on every label; no method can have a mean absolute error below ${floor}° on these labels.
\`scene.csv\`: what was drawn, with the noise-free angle.
`;
}

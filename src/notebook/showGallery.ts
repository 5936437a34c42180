import sharp from 'sharp';
import type { Picture } from '../datasets/resize';
import { RlelError } from '../errors';
import { landmarkDots } from '../report/landmarkDots';
import { display } from './kernel';
import { type SheetTile, sheet } from './sheet';

/** An image with what is to be said of it. */
export interface Tile {
  /** R, G, B. */
  readonly picture: Picture;
  /** A short line below. */
  readonly caption: string;
  /** Landmarks on it, in the picture's pixels. */
  readonly points?: readonly { readonly values: readonly number[]; readonly colour: string }[];
}

const [WIDTH, HEIGHT] = [160, 130];
/** Of a landmark's dot. */
const RADIUS = 1.4;

/** Shows images with captions, as one PNG. @throws RlelError outside a notebook, or when there is none. */
export async function showGallery(tiles: readonly Tile[]): Promise<void> {
  if (tiles.length === 0) throw new RlelError('show.gallery: no images to show.');
  const { png } = await sheet(await Promise.all(tiles.map(drawn)));
  const text = tiles.map(({ caption }) => caption).join('; ');
  display({ data: { 'image/png': png.toString('base64'), 'text/plain': `${tiles.length} images: ${text}` } });
}

async function drawn({ picture, caption, points = [] }: Tile): Promise<SheetTile> {
  const { width, height, pixels } = picture;
  const scale = Math.min(WIDTH / width, HEIGHT / height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const dots = points.map(({ values, colour }) => landmarkDots(values, scale, RADIUS, colour));
  const image = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(size.width, size.height)
    .composite([{ input: Buffer.from(`<svg width="${size.width}" height="${size.height}">${dots.join('')}</svg>`) }])
    .png()
    .toBuffer();
  return { image, ...size, caption };
}

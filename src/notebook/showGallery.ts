import type { DecodedImage } from '../datasets/resize';
import { RlelError } from '../errors';
import { requireArray, requireObject } from '../input/check';
import { landmarkDots } from '../report/landmarkDots';
import { photograph, resized } from '../report/output/imageFile';
import { type SheetTile, showSheet } from './showSheet';

/** An image with what is to be said of it. */
export interface Tile {
  /** R, G, B. */
  readonly picture: DecodedImage;
  /** A short line below. */
  readonly caption: string;
  /** Landmarks on it, in the picture's pixels. */
  readonly points?: readonly { readonly values: readonly number[]; readonly colour: string }[];
}

const [WIDTH, HEIGHT] = [160, 130];
/** Of a landmark's dot. */
const RADIUS = 1.4;

/** Shows images with captions, as one JPEG. @throws RlelError outside a notebook, or when there is none. */
export async function showGallery(tiles: readonly Tile[]): Promise<void> {
  requireArray(tiles, 'show.gallery: tiles');
  for (const tile of tiles) requireObject(tile, 'show.gallery: a tile', ['picture', 'caption']);
  if (tiles.length === 0) throw new RlelError('show.gallery: no images to show.');
  await showSheet(await Promise.all(tiles.map(drawn)), photograph, `${tiles.length} images`);
}

async function drawn({ picture, caption, points = [] }: Tile): Promise<SheetTile> {
  const { width, height } = picture;
  const scale = Math.min(WIDTH / width, HEIGHT / height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const dots = points.map(({ values, colour }) => landmarkDots(values, scale, RADIUS, colour));
  return { image: await resized(picture, size, dots.join('')), ...size, caption };
}

import type { DecodedImage } from '../datasets/resize';
import { RlelError } from '../errors';
import { requireArray, requireObject } from '../input/check';
import { resized } from '../report/output/imageFile';
import type { ShownSize } from '../report/predictionMarks';
import { type SheetTile, showSheet } from './showSheet';

/** An image with what is to be said of it. */
export interface Tile {
  /** R, G, B. */
  readonly picture: DecodedImage;
  /** A short line below. */
  readonly caption: string;
  /** What is drawn over it, as content of an SVG of the size that it is shown in. */
  readonly over?: (size: ShownSize) => string;
  /** The most that it is shown in, pixels; left out: 160 × 130. */
  readonly room?: readonly [width: number, height: number];
}

const ROOM = [160, 130] as const;

/** Shows images with captions, as one JPEG. @throws RlelError outside a notebook, or when there is none. */
export async function showGallery(tiles: readonly Tile[]): Promise<void> {
  requireArray(tiles, 'show.gallery: tiles');
  for (const tile of tiles) requireObject(tile, 'show.gallery: a tile', ['picture', 'caption']);
  if (tiles.length === 0) throw new RlelError('show.gallery: no images to show.');
  await showSheet(await Promise.all(tiles.map(drawn)), `${tiles.length} images`);
}

async function drawn({ picture, caption, over, room = ROOM }: Tile): Promise<SheetTile> {
  const { width, height } = picture;
  const scale = Math.min(room[0] / width, room[1] / height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const marks = over ? over({ ...size, scale }) : '';
  return { image: await resized(picture, size, marks), ...size, caption };
}

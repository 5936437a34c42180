import sharp, { type OverlayOptions } from 'sharp';
import { escapeHtml } from '../report/output/html';
import { photograph } from '../report/output/imageFile';
import { display } from './kernel';

/** A picture on a sheet, with a line below. */
export interface SheetTile {
  /** An image file's bytes. */
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
  readonly caption: string;
}

const WIDTH = 860;
const [GAP, LINE] = [12, 20];
const FONT = 13;
/** About the width of a letter, pixels. */
const LETTER = 7.2;

/** Shows tiles from left to right, row by row, at most 860 pixels wide (wider only for a tile that is). */
export async function showSheet(tiles: readonly SheetTile[], what: string): Promise<void> {
  const placed: OverlayOptions[] = [];
  let [left, top, rowHeight, width] = [0, 0, 0, 0];
  for (const { image, caption, ...size } of tiles) {
    const tileWidth = Math.max(size.width, Math.ceil(LETTER * caption.length));
    if (left > 0 && left + tileWidth > WIDTH) {
      top += rowHeight + GAP;
      [left, rowHeight] = [0, 0];
    }
    placed.push({ input: image, left, top }, { input: line(caption, tileWidth), left, top: top + size.height });
    width = Math.max(width, left + tileWidth);
    rowHeight = Math.max(rowHeight, size.height + LINE);
    left += tileWidth + GAP;
  }
  const height = top + rowHeight;
  const { bytes, type } = await photograph(
    sharp({ create: { width, height, channels: 3, background: 'white' } }).composite(placed),
  );
  const text = `${what}: ${tiles.map(({ caption }) => caption).join('; ')}`;
  display({ data: { [type]: bytes.toString('base64'), 'text/plain': text } });
}

const line = (text: string, width: number): Buffer =>
  Buffer.from(
    `<svg width="${width}" height="${LINE}"><text x="1" y="${LINE - 6}" font-family="sans-serif" font-size="${FONT}">${escapeHtml(text)}</text></svg>`,
  );

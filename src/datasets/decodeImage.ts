import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { RlelError } from '../errors';
import type { Picture } from './resize';

const MAX_PIXELS = 50_000_000;

/**
 * Reads and decodes an image file to R, G, B.
 * @param place names the image in messages (label file and row).
 * @throws RlelError when the file is missing, cut off, not an image, or over 50 million pixels.
 */
export async function decodeImage(file: string, place: string): Promise<{ bytes: Buffer; picture: Picture }> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new RlelError(`${place}: the image ${file} cannot be read (${code}). Put it there or remove the row.`);
  }
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { bytes, picture: { width: info.width, height: info.height, pixels: data } };
  } catch (error) {
    throw new RlelError(
      `${place}: ${file} is not a whole image (${(error as Error).message}). Replace it or remove the row.`,
    );
  }
}

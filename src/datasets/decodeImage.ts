import sharp from 'sharp';
import { requireText } from '../input/check';
import { DataError, removal } from './dataError';
import { readBytes } from './readFile';
import type { DecodedImage } from './resize';

const MAX_PIXELS = 50_000_000;

/**
 * Reads and decodes an image file to R, G, B.
 * @param place names the image in messages (label file and row).
 * @throws DataError when the file is missing, cut off, not an image, or over 50 million pixels.
 */
export async function decodeImage(file: string, place: string): Promise<{ bytes: Buffer; picture: DecodedImage }> {
  requireText(file, 'decodeImage: file');
  requireText(place, 'decodeImage: place');
  const bytes = readBytes(file, place);
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { bytes, picture: { width: info.width, height: info.height, pixels: data } };
  } catch (error) {
    const { message } = error as Error;
    const name = place === file ? 'the file' : file;
    throw new DataError(
      place,
      /pixel limit/.test(message)
        ? `${name} has more than ${MAX_PIXELS / 1e6} million pixels, the most that is decoded. Shrink it, with its labels, or ${removal(place)}.`
        : `${name} is not a whole image (${message.split('\n')[0]}). Replace it or ${removal(place)}.`,
    );
  }
}

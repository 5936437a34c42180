import { decodeImage } from '../decodeImage';
import type { ListedSample, Listing } from '../listing';
import { cropResize } from '../resize';

/** The decoded image's side over the network's: 256 over 224, as published. The aspect is not kept. */
const DECODED = 256 / 224;

/** Whole images with ages in years. */
export function ageListing(samples: readonly ListedSample[]): Listing {
  return {
    samples,
    unit: 'years',
    decodedSize: ([height, width]) => [Math.round(height * DECODED), Math.round(width * DECODED)],
    read: ({ file, place }) => decodeImage(file, place),
    prepare: (_sample, picture, size) =>
      cropResize(picture, { left: 0, top: 0, right: picture.width, bottom: picture.height }, size),
  };
}

import { requireArray, requireObject, requireText } from '../../input/check';
import { decodeImage } from '../decodeImage';
import type { ListedSample, Listing } from '../listing';
import { cropResize } from '../resize';

/** The decoded image's side over the network's: 256 over 224, as published. The aspect is not kept. */
const DECODED = 256 / 224;

/** Samples whose images are kept whole. @param unit of their values. @throws RlelError for what are no samples. */
export function imageListing(samples: readonly ListedSample[], unit: string): Listing {
  requireArray(samples, 'imageListing: samples');
  for (const sample of samples)
    requireObject(sample, 'imageListing: a sample', ['id', 'values', 'file', 'place'], 'a listed sample');
  requireText(unit, 'imageListing: unit');
  return {
    samples,
    unit,
    decodedSize: ([height, width]) => [Math.round(height * DECODED), Math.round(width * DECODED)],
    read: ({ file, place }) => decodeImage(file, place),
    prepare: (_sample, picture, size) =>
      cropResize(picture, { left: 0, top: 0, right: picture.width, bottom: picture.height }, size),
  };
}

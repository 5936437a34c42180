import { requireArray, requireNumbers, requireObject, requireText } from '../../input/check';
import { decodeImage } from '../decodeImage';
import type { ListedSample, Listing, Unlabelled } from '../listing';
import { cropResize, wholeOf } from '../resize';

/** The decoded image's side over the network's: 256 over 224, as published. The aspect is not kept. */
const DECODED = 256 / 224;
const decodedSize: Listing['decodedSize'] = ([height, width]) => [
  Math.round(height * DECODED),
  Math.round(width * DECODED),
];

/**
 * A whole image without labels, as `imageListing` reads it: a layout's `unlabelled`.
 * @throws RlelError for what is no image or size.
 */
export const wholeImage: Unlabelled = (picture, imageSize, region) => {
  requireObject(picture, 'wholeImage: picture', ['width', 'height', 'pixels']);
  requireNumbers(imageSize, 'wholeImage: imageSize', 2);
  const [height, width] = decodedSize(imageSize);
  return { height, width, pixels: cropResize(picture, region ?? wholeOf(picture), [height, width]) };
};

/** Samples whose images are kept whole. @param unit of their values. @throws RlelError for what are no samples. */
export function imageListing(samples: readonly ListedSample[], unit: string): Listing {
  requireArray(samples, 'imageListing: samples');
  for (const sample of samples)
    requireObject(sample, 'imageListing: a sample', ['id', 'values', 'file', 'place'], 'a listed sample');
  requireText(unit, 'imageListing: unit');
  return {
    samples,
    unit,
    decodedSize,
    read: ({ file, place }) => decodeImage(file, place),
    prepare: (_sample, picture, size) => cropResize(picture, wholeOf(picture), size),
  };
}

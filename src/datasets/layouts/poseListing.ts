import { DataError } from '../dataError';
import { decodeImage } from '../decodeImage';
import type { ListedSample, Listing, Unlabelled } from '../listing';
import { type DecodedImage, type Region, wholeOf } from '../resize';

/** The decoded image's shorter side over the network's: 240 over 224, as published. */
export const DECODED = 240 / 224;
export const decodedSide = (side: number): number => Math.round(side * DECODED);

/** How a head's region, within the image, becomes an image of a size. */
type Cut = (picture: DecodedImage, region: Region, size: readonly [number, number]) => Uint8Array;

/** A head without its pose; of an image of which nothing is known, all. */
export const singleHead =
  (cut: Cut): Unlabelled =>
  (picture, imageSize, region = wholeOf(picture)) => {
    const [height, width] = imageSize.map(decodedSide);
    return { height, width, pixels: cut(picture, within(region, picture, 'crop'), [height, width]) };
  };

/** Heads whose samples say which region of the image is kept. */
export function headListing(samples: readonly ListedSample[], cut: Cut): Listing {
  return {
    samples,
    unit: 'degrees',
    decodedSize: ([height, width]) => [decodedSide(height), decodedSide(width)],
    read: ({ file, place }) => decodeImage(file, place),
    prepare: ({ region, place }, picture, size) => cut(picture, within(region as Region, picture, place), size),
  };
}

/** The part of a region that lies in the picture. @throws DataError when none does. */
function within({ left, top, right, bottom }: Region, { width, height }: DecodedImage, place: string): Region {
  const region = {
    left: Math.max(left, 0),
    top: Math.max(top, 0),
    right: Math.min(right, width),
    bottom: Math.min(bottom, height),
  };
  if (region.right - region.left >= 1 && region.bottom - region.top >= 1) return region;
  const box = [left, top, right, bottom].map((value) => value.toFixed(1)).join(', ');
  throw new DataError(
    place,
    `the face (left, top, right, bottom: ${box}) lies outside of the image of ${width} × ${height} pixels. Correct it or remove both.`,
  );
}

/** A box, widened on each side by a share of its size. */
export function widened([left, top, right, bottom]: readonly number[], share: number): Region {
  const [dx, dy] = [share * (right - left), share * (bottom - top)];
  return { left: left - dx, top: top - dy, right: right + dx, bottom: bottom + dy };
}

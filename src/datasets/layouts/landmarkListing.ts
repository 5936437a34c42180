import { type Crop, WARP_MARGIN } from '../dataset';
import { decodeImage } from '../decodeImage';
import type { Point } from '../formats/pts';
import type { ListedSample, Listing, Unlabelled } from '../listing';
import { cropResize, type DecodedImage } from '../resize';
import { checkInImage } from './checkFace';
import { mirrorOf } from './mirror';

/** The face's square over the points' box, as published. */
const SQUARE = 1.25;
/** HRNet's scale is the box's longer side over this. */
const SCALE_UNIT = 200;

/** The square of a row of HRNet's CSV. */
export const cropOf = (scale: number, centre: Point): Crop => ({ centre, side: scale * SCALE_UNIT * SQUARE });

/** The square from the points alone: centre of the (whole-pixel) box, side from its longer side. */
export function cropAround(points: readonly Point[]): Crop {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = [Math.floor(Math.min(...xs)), Math.ceil(Math.max(...xs))];
  const [top, bottom] = [Math.floor(Math.min(...ys)), Math.ceil(Math.max(...ys))];
  const longer = Math.max(right - left, bottom - top);
  return cropOf(longer / SCALE_UNIT, [(left + right) / 2, (top + bottom) / 2]);
}

const decodedSize: Listing['decodedSize'] = ([height, width]) => [
  Math.round(WARP_MARGIN * height),
  Math.round(WARP_MARGIN * width),
];

/** The square with what is around it, as far as augmentation reaches. */
function cutOut(picture: DecodedImage, { centre: [x, y], side }: Crop, size: readonly [number, number]): Uint8Array {
  const half = (WARP_MARGIN * side) / 2;
  return cropResize(picture, { left: x - half, top: y - half, right: x + half, bottom: y + half }, size);
}

/** The square around a whole image. */
export const squareAround = ({ width, height }: DecodedImage): Crop => ({
  centre: [width / 2, height / 2],
  side: Math.max(width, height),
});

/** A face without landmarks, in a square. */
export const singleFace: Unlabelled = (picture, imageSize, region) => {
  const [height, width] = decodedSize(imageSize);
  const crop: Crop = region
    ? { centre: [(region.left + region.right) / 2, (region.top + region.bottom) / 2], side: region.right - region.left }
    : squareAround(picture);
  return { height, width, pixels: cutOut(picture, crop, [height, width]) };
};

/** Faces with landmarks: each is cut out around its square, after its points are compared with the image. */
export function landmarkListing(
  samples: readonly ListedSample[],
  points: 29 | 68 | 98,
  read: Listing['read'] = ({ file, place }) => decodeImage(file, place),
  close?: () => void,
): Listing {
  return {
    samples,
    unit: 'pixels',
    mirror: mirrorOf(points),
    decodedSize,
    read,
    prepare({ crop, values, place }, picture, size) {
      const face = Array.from({ length: points }, (_, l): Point => [values[2 * l], values[2 * l + 1]]);
      checkInImage(face, picture, place);
      return cutOut(picture, crop as Crop, size);
    },
    close,
  };
}

/** A face's name: the image, with "#n" from the second face of an image on. */
export function namer(): (image: string) => string {
  const seen = new Map<string, number>();
  return (image) => {
    const count = (seen.get(image) ?? 0) + 1;
    seen.set(image, count);
    return count === 1 ? image : `${image}#${count}`;
  };
}

import { DataError, removal } from '../dataError';
import type { Crop } from '../dataset';
import type { Point } from '../formats/pts';
import type { DecodedImage } from '../resize';

/** How far a point may lie from the points' middle, in the extent of the middle half of them: faces stay below 2.5. */
const FAR = 6;
/** How far a point may lie outside of the image, in the face's longer side. */
const OUTSIDE = 0.5;
/** A face is at least this large, in pixels. */
const SMALLEST = 2;
/** A face's square over the face: HRNet's is about 1.25. */
const SQUARES = { least: 0.5, most: 5 };

/**
 * Points of one face, in the image's pixels, must lie together.
 * @throws DataError for points in one place or in 0…1, and for one far from the others (a decimal point that got lost).
 */
export function checkTogether(points: readonly Point[], place: string): void {
  if (longerSide(points) < SMALLEST) {
    const shares = points.flat().every((value) => Math.abs(value) <= 1);
    const what = shares ? 'all points lie in 0…1: shares of the image, expected pixels' : 'all points lie in one place';
    throw new DataError(place, `${what}. Correct them or ${removal(place)}.`);
  }
  const axes = [0, 1].map((axis) => points.map((point) => point[axis]).sort((a, b) => a - b));
  const quantile = (sorted: readonly number[], share: number): number =>
    sorted[Math.floor(share * (sorted.length - 1))];
  const extent = Math.max(...axes.map((sorted) => quantile(sorted, 0.75) - quantile(sorted, 0.25)), 1);
  const middle = axes.map((sorted) => quantile(sorted, 0.5));
  const far = points.findIndex((point) => point.some((value, axis) => Math.abs(value - middle[axis]) > FAR * extent));
  if (far >= 0) {
    const text = `point ${far} (${points[far].join(', ')}) lies far from the others. Has it lost its decimal point?`;
    throw new DataError(place, `${text} Correct it or ${removal(place)}.`);
  }
}

/** @throws DataError where a face's square, which a file gives, is not around its points. */
export function checkSquare(points: readonly Point[], { centre, side }: Crop, place: string): void {
  const share = side / longerSide(points);
  const around = [0, 1].every((axis) => {
    const values = points.map((point) => point[axis]);
    const middle = (Math.min(...values) + Math.max(...values)) / 2;
    return Math.abs(middle - centre[axis]) < side / 2;
  });
  if (!around || share < SQUARES.least || share > SQUARES.most) {
    throw new DataError(
      place,
      `centre (${centre.join(', ')}) and scale tell a square of ${side.toFixed(1)} pixels that is not around the points. Correct or ${removal(place)}.`,
    );
  }
}

/** @throws DataError where a face lies outside of its image, or a point far outside. */
export function checkInImage(points: readonly Point[], { width, height }: DecodedImage, place: string): void {
  const outsideBy = ([x, y]: Point): number => Math.max(-x, -y, x - width, y - height);
  const image = `the image of ${width} × ${height} pixels`;
  if (points.every((point) => outsideBy(point) > 0)) {
    throw new DataError(
      place,
      `the whole face lies outside of ${image}. Are labels and image of one size? Correct them or ${removal(place)}.`,
    );
  }
  const limit = OUTSIDE * longerSide(points);
  const far = points.findIndex((point) => outsideBy(point) > limit);
  if (far >= 0) {
    throw new DataError(
      place,
      `point ${far} (${points[far].join(', ')}) lies far outside of ${image}. Correct it or ${removal(place)}.`,
    );
  }
}

function longerSide(points: readonly Point[]): number {
  const sides = [0, 1].map((axis) => {
    const values = points.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  });
  return Math.max(...sides);
}

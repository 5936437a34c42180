import { rotation } from '../datasets/twins/head/shape';

/** A head's angles, degrees. */
export interface HeadAngles {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** Where a head's own axes point to in the picture, x to the right and y down: each of length 1 in space. */
export interface HeadAxes {
  readonly right: readonly [number, number];
  readonly down: readonly [number, number];
  /** Out of the face: where the nose points to. */
  readonly front: readonly [number, number];
}

/**
 * @param isTwin whether the angles are a synthetic twin's, which turn the head by pitch first. Those of 300W-LP turn it by roll
 * first, and so Hopenet draws all.
 */
export function headAxes({ yaw, pitch, roll }: HeadAngles, isTwin: boolean): HeadAxes {
  const [x, y] = isTwin
    ? rotation({ yaw, pitch, roll })
    : transposed(rotation({ yaw: -yaw, pitch: -pitch, roll: -roll })); // the inverse turns the other way, in the other order
  return { right: [x[0], y[0]], down: [x[1], y[1]], front: [x[2], y[2]] };
}

const transposed = (rows: readonly (readonly number[])[]): number[][] =>
  rows[0].map((_, column) => rows.map((row) => row[column]));

import { DataError } from '../dataError';
import { parseNumbers } from '../parseNumber';
import { linesOf } from '../readFile';

type Rotation = readonly (readonly number[])[];

export interface BiwiPose {
  /** Three rows, as in the file. */
  readonly rotation: Rotation;
  /** Head centre, mm. */
  readonly translation: readonly number[];
}

/** Largest |norm − 1| of a rotation's row. */
const SLACK = 0.05;

/**
 * Parses BIWI's `frame_NNNNN_pose.txt`: three rows of a rotation, then a translation.
 * @throws DataError naming file and row.
 */
export function parseBiwiPose(text: string, file: string): BiwiPose {
  const rows = linesOf(text).map(({ row, text: line }) => {
    const place = `${file}, row ${row}`;
    const numbers = parseNumbers(line.split(/\s+/), place);
    if (numbers.length !== 3) throw new DataError(place, `"${line.slice(0, 80)}", expected three numbers.`);
    return numbers;
  });
  if (rows.length !== 4) {
    throw new DataError(file, `${rows.length} rows, expected three of a rotation and one of a translation.`);
  }
  const rotation = rows.slice(0, 3);
  const wrong = rotation.findIndex((row) => Math.abs(Math.hypot(...row) - 1) > SLACK);
  if (wrong >= 0) {
    throw new DataError(
      file,
      `row ${wrong + 1} of the rotation has norm ${Math.hypot(...rotation[wrong])}, expected 1.`,
    );
  }
  return { rotation, translation: rows[3] };
}

const DEGREES = 180 / Math.PI;

/**
 * The angles that the published code takes from a pose file, in degrees: with R the file's rotation transposed,
 * R = Rz(−roll)·Ry(−yaw)·Rx(pitch).
 */
export function eulerAngles(rotation: Rotation): { yaw: number; pitch: number; roll: number } {
  const r = (i: number, j: number): number => rotation[j][i]; // transposed
  return {
    roll: -Math.atan2(r(1, 0), r(0, 0)) * DEGREES,
    yaw: -Math.atan2(-r(2, 0), Math.hypot(r(2, 1), r(2, 2))) * DEGREES,
    pitch: Math.atan2(r(2, 1), r(2, 2)) * DEGREES,
  };
}

/** The rotation of a pose file with these angles, in degrees: the inverse of `eulerAngles` for |yaw| < 90. */
export function rotationOf({ yaw, pitch, roll }: { yaw: number; pitch: number; roll: number }): number[][] {
  const [a, b, c] = [pitch / DEGREES, -yaw / DEGREES, -roll / DEGREES];
  const [sa, ca, sb, cb, sc, cc] = [a, b, c].flatMap((angle) => [Math.sin(angle), Math.cos(angle)]);
  const r = [
    [cc * cb, cc * sb * sa - sc * ca, cc * sb * ca + sc * sa],
    [sc * cb, sc * sb * sa + cc * ca, sc * sb * ca - cc * sa],
    [-sb, cb * sa, cb * ca],
  ];
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => r[j][i]));
}

export function formatBiwiPose({ rotation, translation }: BiwiPose): string {
  const line = (row: readonly number[]): string => `${row.map((value) => value.toFixed(6)).join(' ')} \n`;
  return `${rotation.map(line).join('')}\n${line(translation)}`;
}

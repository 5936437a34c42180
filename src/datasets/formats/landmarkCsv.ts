import Papa from 'papaparse';
import { RlelError } from '../../errors';
import { checkInside } from '../paths';
import type { Point } from './pts';

export interface LandmarkRow {
  /** 1-based row of the file. */
  readonly row: number;
  readonly image: string;
  /** Longer side of the points' box over 200. */
  readonly scale: number;
  readonly centre: Point;
  readonly points: readonly Point[];
}

/**
 * Parses HRNet's landmark CSV: image_name, scale, center_w, center_h, original_0_x, original_0_y, …; an image may
 * stand in several rows if it shows several faces.
 * @param points L.
 * @param onProblem receives what is wrong with a row, which is left out; without it, the first problem is thrown.
 * @throws RlelError naming file and row.
 */
export function parseLandmarkCsv(
  text: string,
  file: string,
  points: number,
  onProblem: (problem: RlelError) => void = (problem) => {
    throw problem;
  },
): LandmarkRow[] {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const columns = 4 + 2 * points;
  const header = data[0] ?? [];
  if (header[0] !== 'image_name' || header.length !== columns) {
    throw new RlelError(
      `${file}: a header of ${header.length} columns that starts with "${String(header[0]).slice(0, 40)}"; expected image_name, scale, center_w, center_h and ${points} points (${columns} columns).`,
    );
  }
  const seen = new Map<string, number>();
  return data.slice(1).flatMap((cells, i): LandmarkRow[] => {
    const row = i + 2;
    try {
      const parsed = parseRow(cells, row, `${file}, row ${row}`, columns);
      const key = cells.join();
      const first = seen.get(key);
      if (first) throw new RlelError(`${file}, row ${row}: the same as row ${first}. Remove one of the two.`);
      seen.set(key, row);
      return [parsed];
    } catch (error) {
      if (!(error instanceof RlelError)) throw error;
      onProblem(error);
      return [];
    }
  });
}

function parseRow(cells: readonly string[], row: number, place: string, columns: number): LandmarkRow {
  if (cells.length !== columns) throw new RlelError(`${place}: ${cells.length} columns, expected ${columns}.`);
  const image = checkInside(cells[0].trim(), place);
  const numbers = cells.slice(1).map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)));
  const bad = numbers.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RlelError(`${place}, column ${bad + 2}: "${cells[bad + 1].slice(0, 40)}" is not a number.`);
  const [scale, x, y, ...coordinates] = numbers;
  if (!(scale > 0)) throw new RlelError(`${place}: scale ${scale}, expected a positive number.`);
  const points = Array.from(
    { length: coordinates.length / 2 },
    (_, l): Point => [coordinates[2 * l], coordinates[2 * l + 1]],
  );
  return { row, image, scale, centre: [x, y], points };
}

export function formatLandmarkCsv(rows: readonly Omit<LandmarkRow, 'row'>[]): string {
  const names = rows[0].points.flatMap((_, l) => [`original_${l}_x`, `original_${l}_y`]);
  const header = ['image_name', 'scale', 'center_w', 'center_h', ...names];
  const lines = rows.map(({ image, scale, centre, points }) => [
    image,
    scale.toFixed(4),
    ...centre,
    ...points.flat().map((value) => value.toFixed(4)),
  ]);
  return `${Papa.unparse([header, ...lines], { newline: '\n' })}\n`;
}

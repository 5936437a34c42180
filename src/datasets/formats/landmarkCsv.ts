import Papa from 'papaparse';
import { DataError } from '../dataError';
import { parseNumber } from '../parseNumber';
import { checkInside } from '../paths';
import { type OnProblem, parseEach, Table, type TableRow, throwProblem } from '../table';
import { firstOfEach } from './firstOfEach';
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

/** Where the header says that each part of a row stands. */
interface Columns {
  readonly image: number;
  readonly scale: number;
  readonly centre: readonly [number, number];
  readonly points: readonly (readonly [number, number])[];
}

/**
 * Parses HRNet's landmark CSV: image_name, scale, center_w, center_h, original_0_x, original_0_y, …, in whatever order
 * the header names them; an image may stand in several rows if it shows several faces.
 * @param points L.
 * @param onProblem receives what is wrong with a row, which is left out; without it, the first problem is thrown.
 * @throws DataError naming file and row.
 */
export function parseLandmarkCsv(
  text: string,
  file: string,
  points: number,
  onProblem: OnProblem = throwProblem,
): LandmarkRow[] {
  const table = Table.parse(text, file, onProblem);
  const columns = columnsOf(table, file, points);
  const rows = parseEach(table.rows, (row) => parseRow(row, columns), onProblem);
  return firstOfEach(rows, file, ({ row, ...face }) => JSON.stringify(face), onProblem);
}

function columnsOf(table: Table, file: string, points: number): Columns {
  const surplus = table.has(`original_${points}_x`);
  if (surplus || !table.has(`original_${points - 1}_x`)) {
    const have = table.columns.filter((name) => /^original_\d+_x$/i.test(name)).length;
    throw new DataError(
      file,
      `a header of ${table.columns.length} columns with ${have} points (original_0_x, …), expected ${points}.`,
      'set',
    );
  }
  return {
    image: table.column('image_name'),
    scale: table.column('scale'),
    centre: [table.column('center_w'), table.column('center_h')],
    points: Array.from({ length: points }, (_, l) => [
      table.column(`original_${l}_x`),
      table.column(`original_${l}_y`),
    ]),
  };
}

function parseRow({ row, place, cells }: TableRow, columns: Columns): LandmarkRow {
  const number = (column: number): number => parseNumber(cells[column], `${place}, column ${column + 1}`);
  const image = checkInside(cells[columns.image], place);
  const scale = number(columns.scale);
  if (!(scale > 0)) throw new DataError(place, `scale ${scale}, expected a positive number.`);
  const point = ([x, y]: readonly [number, number]): Point => [number(x), number(y)];
  return { row, image, scale, centre: point(columns.centre), points: columns.points.map(point) };
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

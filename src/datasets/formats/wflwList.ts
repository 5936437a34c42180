import { DataError } from '../dataError';
import { parseNumbers } from '../parseNumber';
import { checkInside } from '../paths';
import { linesOf } from '../readFile';
import { type OnProblem, parseEach, type TableRow, throwProblem } from '../table';
import { firstOfEach } from './firstOfEach';
import type { Point } from './pts';

/** WFLW's attribute flags, in the list's order. */
export const WFLW_ATTRIBUTES = ['pose', 'expression', 'illumination', 'make-up', 'occlusion', 'blur'] as const;
export type WflwAttribute = (typeof WFLW_ATTRIBUTES)[number];

const POINTS = 98;
const COLUMNS = 2 * POINTS + 4 + WFLW_ATTRIBUTES.length + 1;

export interface WflwFace {
  /** 1-based row of the list. */
  readonly row: number;
  readonly image: string;
  readonly points: readonly Point[];
  /** left, top, right, bottom. */
  readonly box: readonly [number, number, number, number];
  readonly attributes: readonly WflwAttribute[];
}

/**
 * Parses WFLW's list: on each line 98 points, a box, six flags and the image's path.
 * @param onProblem as in `parseLandmarkCsv`.
 */
export function parseWflwList(text: string, file: string, onProblem: OnProblem = throwProblem): WflwFace[] {
  const lines = linesOf(text).map(
    ({ row, text: line }): TableRow => ({ row, place: `${file}, row ${row}`, cells: line.split(/\s+/) }),
  );
  const faces = parseEach(lines, parseLine, onProblem);
  return firstOfEach(faces, file, ({ image, points }) => JSON.stringify([image, points]), onProblem);
}

function parseLine({ row, place, cells }: TableRow): WflwFace {
  if (cells.length !== COLUMNS) {
    throw new DataError(place, `${cells.length} columns, expected ${COLUMNS}: 98 points, a box, 6 flags, an image.`);
  }
  const numbers = parseNumbers(cells.slice(0, -1), place);
  const flags = numbers.slice(2 * POINTS + 4);
  if (flags.some((flag) => flag !== 0 && flag !== 1)) {
    throw new DataError(place, `the six attribute flags are ${flags.join(' ')}, expected 0 or 1.`);
  }
  const [left, top, right, bottom] = numbers.slice(2 * POINTS);
  const points = Array.from({ length: POINTS }, (_, l): Point => [numbers[2 * l], numbers[2 * l + 1]]);
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  if (
    Math.min(...xs) > right ||
    Math.max(...xs) < left ||
    Math.min(...ys) > bottom ||
    Math.max(...ys) < top ||
    right < left ||
    bottom < top
  ) {
    throw new DataError(
      place,
      `the face’s box (left, top, right, bottom: ${left}, ${top}, ${right}, ${bottom}) lies elsewhere than its points. Correct or remove the row.`,
    );
  }
  return {
    row,
    image: checkInside(cells[COLUMNS - 1], place),
    points,
    box: [left, top, right, bottom],
    attributes: WFLW_ATTRIBUTES.filter((_, a) => flags[a] === 1),
  };
}

export function formatWflwList(faces: readonly Omit<WflwFace, 'row'>[]): string {
  return faces
    .map(({ image, points, box, attributes }) => {
      const flags = WFLW_ATTRIBUTES.map((name) => (attributes.includes(name) ? 1 : 0));
      return `${[...points.flat().map((value) => value.toFixed(6)), ...box.map(Math.round), ...flags, image].join(' ')}\n`;
    })
    .join('');
}

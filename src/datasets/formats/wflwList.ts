import { RlelError } from '../../errors';
import { checkInside } from '../paths';
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
export function parseWflwList(
  text: string,
  file: string,
  onProblem: (problem: RlelError) => void = (problem) => {
    throw problem;
  },
): WflwFace[] {
  const seen = new Map<string, number>();
  return text.split(/\r?\n/).flatMap((line, i): WflwFace[] => {
    const key = line.trim();
    if (key === '') return [];
    try {
      const first = seen.get(key);
      if (first) throw new RlelError(`${file}, row ${i + 1}: the same as row ${first}. Remove one of the two.`);
      seen.set(key, i + 1);
      return [parseLine(key, i + 1, `${file}, row ${i + 1}`)];
    } catch (error) {
      if (!(error instanceof RlelError)) throw error;
      onProblem(error);
      return [];
    }
  });
}

function parseLine(line: string, row: number, place: string): WflwFace {
  const cells = line.split(/\s+/);
  if (cells.length !== COLUMNS) {
    throw new RlelError(`${place}: ${cells.length} columns, expected ${COLUMNS}: 98 points, a box, 6 flags, an image.`);
  }
  const numbers = cells.slice(0, -1).map(Number);
  const bad = numbers.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RlelError(`${place}, column ${bad + 1}: "${cells[bad].slice(0, 40)}" is not a number.`);
  const flags = numbers.slice(2 * POINTS + 4);
  if (flags.some((flag) => flag !== 0 && flag !== 1)) {
    throw new RlelError(`${place}: the six attribute flags are ${flags.join(' ')}, expected 0 or 1.`);
  }
  const [left, top, right, bottom] = numbers.slice(2 * POINTS);
  return {
    row,
    image: checkInside(cells[COLUMNS - 1], place),
    points: Array.from({ length: POINTS }, (_, l): Point => [numbers[2 * l], numbers[2 * l + 1]]),
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

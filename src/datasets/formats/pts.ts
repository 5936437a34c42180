import { DataError } from '../dataError';
import { parseNumbers } from '../parseNumber';
import { linesOf } from '../readFile';

export type Point = [number, number];

/**
 * Parses iBUG's `.pts`: `version: 1`, `n_points: L`, and L lines "x y" in braces.
 * @param expected L.
 * @throws DataError naming file and row.
 */
export function parsePts(text: string, file: string, expected: number): Point[] {
  const lines = linesOf(text);
  const open = lines.findIndex((line) => line.text === '{');
  const close = lines.findIndex((line, i) => i > open && line.text === '}');
  if (open < 0 || close < 0) throw new DataError(file, 'no points in braces { }; expected iBUG’s .pts format.');
  const declared = lines
    .slice(0, open)
    .map((line) => /^n_points:\s*(\S+)/.exec(line.text)?.[1])
    .find((count) => count !== undefined);
  if (declared !== undefined && Number(declared) !== expected) {
    throw new DataError(file, `n_points ${declared}, expected ${expected}.`);
  }
  const points = lines.slice(open + 1, close).map(({ row, text: line }): Point => {
    const place = `${file}, row ${row}`;
    const numbers = parseNumbers(line.split(/\s+/), place);
    if (numbers.length !== 2) throw new DataError(place, `"${line.slice(0, 80)}", expected two numbers.`);
    return [numbers[0], numbers[1]];
  });
  if (points.length !== expected) throw new DataError(file, `${points.length} points, expected ${expected}.`);
  return points;
}

export function formatPts(points: readonly (readonly [number, number])[]): string {
  const lines = points.map(([x, y]) => `${x.toFixed(6)} ${y.toFixed(6)}`);
  return `version: 1\nn_points:  ${points.length}\n{\n${lines.join('\n')}\n}\n`;
}

import { RlelError } from '../../errors';

export type Point = [number, number];

/**
 * Parses iBUG's `.pts`: `version: 1`, `n_points: L`, and L lines "x y" in braces.
 * @param expected L.
 * @throws RlelError naming file and row.
 */
export function parsePts(text: string, file: string, expected: number): Point[] {
  const lines = text.split(/\r?\n/);
  const open = lines.findIndex((line) => line.trim() === '{');
  const close = lines.findIndex((line, i) => i > open && line.trim() === '}');
  if (open < 0 || close < 0) throw new RlelError(`${file}: no points in braces { }; expected iBUG’s .pts format.`);
  const declared = /^n_points:\s*(\S+)/m.exec(lines.slice(0, open).join('\n'))?.[1];
  if (declared !== undefined && Number(declared) !== expected) {
    throw new RlelError(`${file}: n_points ${declared}, expected ${expected}.`);
  }
  const points = lines.slice(open + 1, close).flatMap((line, i): Point[] => {
    if (line.trim() === '') return [];
    const numbers = line.trim().split(/\s+/).map(Number);
    if (numbers.length !== 2 || !numbers.every(Number.isFinite)) {
      throw new RlelError(`${file}, row ${open + i + 2}: "${line.trim().slice(0, 80)}", expected two numbers.`);
    }
    return [[numbers[0], numbers[1]]];
  });
  if (points.length !== expected) throw new RlelError(`${file}: ${points.length} points, expected ${expected}.`);
  return points;
}

export function formatPts(points: readonly (readonly [number, number])[]): string {
  const lines = points.map(([x, y]) => `${x.toFixed(6)} ${y.toFixed(6)}`);
  return `version: 1\nn_points:  ${points.length}\n{\n${lines.join('\n')}\n}\n`;
}

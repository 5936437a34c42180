import path from 'node:path';
import { DataError } from '../dataError';
import type { Findings } from '../findings';
import { ImageFinder } from '../imageFinder';
import { parseNumber } from '../parseNumber';
import { IMAGE, isFile } from '../paths';
import { readText } from '../readFile';
import { parseEach, parseRows, Table, type TableRow, withWidth } from '../table';
import { Base } from './base';
import { type Frame, frameListing, nearInTime, singleFrame } from './frameListing';
import type { Layout } from './layout';

/** Full lock of the Udacity simulator's steering, degrees. */
const LOCK = 25;
/** The columns of a log without a header. */
const COLUMNS = ['center', 'left', 'right', 'steering', 'throttle', 'brake', 'speed'];
const BASE = new Base(['', 'data'], (folder) => isFile(path.join(folder, 'driving_log.csv')));

/** The Udacity simulator's log: `driving_log.csv` with centre, left, right, steering, …; the centre camera is used. */
export const udacity: Layout = {
  name: 'udacity',
  title: 'Udacity simulator log (rendered)',
  task: 'steering',
  kind: 'open',
  expects: 'driving_log.csv with columns center, left, right, steering, throttle, brake, speed, and images in IMG/',
  block: nearInTime,
  unlabelled: singleFrame,
  detect: (folder) => BASE.isIn(folder),
  async list(folder, findings, { maxAngle }) {
    const base = BASE.of(folder, findings);
    const file = path.join(base, 'driving_log.csv');
    const rows = findings.attemptList(() => parseLog(readText(file), file, findings)) ?? [];
    const images = new ImageFinder(base, [''], findings);
    const frames = rows.flatMap(({ id, sides, value, place, time }): Frame[] => {
      for (const side of sides) {
        const camera = path.join(base, side);
        if (isFile(camera)) findings.passOver(camera, 'a side camera, which is not used');
      }
      if (Math.abs(value) > maxAngle) {
        findings.passOver(place, `an angle beyond ±${maxAngle}°`);
        findings.seen.add(path.join(base, id));
        return [];
      }
      const image = images.find(id, place);
      return image ? [{ id, value, place, file: image, time }] : [];
    });
    return frameListing(frames, file, findings);
  },
};

interface LogRow extends Omit<Frame, 'file'> {
  /** Images of the left and the right camera. */
  readonly sides: readonly string[];
}

/** Parses a log, with a header that names its columns or without one. @throws DataError for a header without them. */
export function parseLog(text: string, file: string, findings: Findings): LogRow[] {
  const { rows, columnOf } = logTable(text, file, findings);
  const seen = new Map<string, number>();
  return parseEach(
    rows,
    (row): LogRow => {
      const parsed = parseRow(row, columnOf);
      const first = seen.get(parsed.id);
      if (first !== undefined) {
        throw new DataError(row.place, `${parsed.id} stands in row ${first} already. Remove one of the two.`);
      }
      seen.set(parsed.id, row.row);
      return parsed;
    },
    (problem) => findings.add(problem),
  );
}

type ColumnOf = (name: string) => number | null;

function logTable(text: string, file: string, findings: Findings): { rows: readonly TableRow[]; columnOf: ColumnOf } {
  const onProblem = (problem: DataError) => findings.add(problem);
  const first = parseRows(text, file, () => {})[0];
  if (!first) throw new DataError(file, `no row. Expected columns ${COLUMNS.join(', ')}.`, 'set');
  if (first.cells.some((cell) => IMAGE.test(cell))) {
    const rows = parseEach(parseRows(text, file, onProblem), (row) => withWidth(row, COLUMNS.length), onProblem);
    return { rows, columnOf: (name) => COLUMNS.indexOf(name) };
  }
  const table = Table.parse(text, file, onProblem);
  for (const name of ['center', 'steering']) table.column(name);
  return { rows: table.rows, columnOf: (name) => (table.has(name) ? table.column(name) : null) };
}

/** Where each of a log's numbers lies. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  steering: [-1, 1],
  throttle: [-1, 1],
  brake: [-1, 1],
  speed: [-500, 500],
};

function parseRow({ cells, place }: TableRow, columnOf: ColumnOf): LogRow {
  const values = new Map<string, number>();
  for (const [name, [low, high]] of Object.entries(RANGES)) {
    const column = columnOf(name);
    if (column === null) continue;
    const value = parseNumber(cells[column], place, name);
    if (!(value >= low && value <= high)) {
      throw new DataError(place, `${name} "${cells[column]}", expected a number in ${low}…${high}.`);
    }
    values.set(name, value);
  }
  const camera = (name: string): string => {
    const column = columnOf(name);
    // the log holds the recording machine's absolute paths: the name counts
    return column === null ? '' : path.posix.basename(cells[column].replaceAll('\\', '/'));
  };
  const name = camera('center');
  if (!IMAGE.test(name)) throw new DataError(place, `center "${name}", expected the name of an image.`);
  const sides = [camera('left'), camera('right')].filter((side) => side !== '').map((side) => `IMG/${side}`);
  const value = LOCK * (values.get('steering') as number);
  return { id: `IMG/${name}`, sides, value, place, time: timeOf(name) };
}

/** The time that the simulator writes into names, as center_2016_12_01_13_30_48_287.jpg; null: there is none. */
function timeOf(name: string): number | null {
  const match = /_(\d{4})_(\d+)_(\d+)_(\d+)_(\d+)_(\d+)_(\d+)\.\w+$/.exec(name);
  if (!match) return null;
  const [year, month, day, hour, minute, second, ms] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { RlelError } from '../../errors';
import { decodeImage } from '../decodeImage';
import { prepareFrame } from '../driving/frame';
import { parseDrivingLabels } from '../driving/labelFile';
import { timeSplit } from '../driving/split';
import type { ListedSample, Listing, Problems } from '../listing';
import { checkInside } from '../paths';
import type { Layout } from './layout';

/** SullyChen's layout: `data.txt` with rows `N.jpg angle`, images beside it. */
export const driving: Layout = {
  name: 'driving',
  title: 'driving frames with steering-wheel angles (SullyChen)',
  task: 'steering',
  kind: 'official',
  expects: 'data.txt with rows "N.jpg angle", images beside it',
  complete: { all: 63_825 },
  detect: (folder) => existsSync(path.join(folder, 'data.txt')),
  async list(folder, problems, { maxAngle }) {
    const file = path.join(folder, 'data.txt');
    const parsed = problems.attempt(() => parseDrivingLabels(readFileSync(file, 'utf8'), file, maxAngle));
    const frames = (parsed?.samples ?? []).map(({ id, value, row }) => ({
      id,
      value,
      place: `${file}, row ${row}`,
      file: path.join(folder, id),
    }));
    return { ...frameListing(frames, problems), skipped: parsed?.skipped };
  },
};

/** Full lock of the Udacity simulator's steering, degrees. */
const UDACITY_LOCK = 25;

/** The Udacity simulator's log: `driving_log.csv` with centre, left, right, steering, …; the centre camera is used. */
export const udacity: Layout = {
  name: 'udacity',
  title: 'Udacity simulator log (rendered)',
  task: 'steering',
  kind: 'open',
  expects: 'driving_log.csv with columns center, left, right, steering, throttle, brake, speed, and images in IMG/',
  detect: (folder) => existsSync(path.join(folder, 'driving_log.csv')),
  async list(folder, problems, { maxAngle }) {
    const file = path.join(folder, 'driving_log.csv');
    const { data } = Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true });
    const rows = data[0]?.[0]?.trim() === 'center' ? data.slice(1) : data;
    const seen = new Set<string>();
    const frames = rows.flatMap((columns, i) => {
      const place = `${file}, row ${i + 1 + (data.length - rows.length)}`;
      const frame = problems.attempt(() => {
        if (columns.length < 4) throw new RlelError(`${place}: ${columns.length} columns, expected at least 4.`);
        // The log holds the recording machine's absolute paths: the name counts.
        const name = path.posix.basename(columns[0].trim().replaceAll('\\', '/'));
        const id = checkInside(`IMG/${name}`, place);
        const steering = Number(columns[3]);
        if (columns[3].trim() === '' || !(Math.abs(steering) <= 1)) {
          throw new RlelError(`${place}: steering "${columns[3].trim()}", expected a number in −1…1.`);
        }
        if (seen.has(id)) throw new RlelError(`${place}: ${id} stands in an earlier row. Remove one of the two.`);
        seen.add(id);
        return { id, value: UDACITY_LOCK * steering, place, file: path.join(folder, id) };
      });
      return frame && Math.abs(frame.value) <= maxAngle ? [frame] : [];
    });
    return frameListing(frames, problems);
  },
};

interface Frame {
  readonly id: string;
  readonly value: number;
  readonly place: string;
  readonly file: string;
}

/** Split by time, since neighbouring frames look alike. */
function frameListing(frames: readonly Frame[], problems: Problems): Listing {
  const parts = problems.attempt(() => timeSplit(frames.length));
  const validation = new Set(parts?.validation);
  const test = new Set(parts?.test);
  const samples = frames.map(({ id, value, place, file }, i): ListedSample => {
    const part = test.has(i) ? 'test' : validation.has(i) ? 'validation' : 'train';
    if (!existsSync(file)) problems.add(`${place}: the image ${file} is not there. Put it there or remove the row.`);
    return { id, values: [value], place, file, part };
  });
  return {
    samples,
    unit: 'degrees',
    decodedSize: (imageSize) => imageSize,
    read: ({ file, place }) => decodeImage(file, place),
    prepare: (_sample, picture, size) => prepareFrame(picture, size),
  };
}

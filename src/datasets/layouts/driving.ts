import path from 'node:path';
import { parseDrivingLabels } from '../driving/labelFile';
import { ImageFinder } from '../imageFinder';
import { isFile } from '../paths';
import { readText } from '../readFile';
import { Base } from './base';
import { type Frame, frameListing, nearInTime, singleFrame } from './frameListing';
import type { Layout } from './layout';

const BASE = new Base(['', 'driving_dataset', '07012018'], (folder) => isFile(path.join(folder, 'data.txt')));

/** SullyChen's layout: `data.txt` with rows `N.jpg angle`, images beside it or, as in 2018, in `data/`. */
export const driving: Layout = {
  name: 'driving',
  title: 'driving frames with steering-wheel angles (SullyChen)',
  task: 'steering',
  kind: 'official',
  expects: 'data.txt with rows "N.jpg angle", images beside it or in data/',
  complete: { all: 63_825 },
  block: nearInTime,
  unlabelled: singleFrame,
  detect: (folder) => BASE.isIn(folder),
  async list(folder, findings, { maxAngle }) {
    const base = BASE.of(folder, findings);
    const file = path.join(base, 'data.txt');
    const images = new ImageFinder(base, ['', 'data'], findings);
    const parse = () => parseDrivingLabels(readText(file), file, maxAngle, (problem) => findings.add(problem));
    const { samples, skipped } = findings.attemptList(parse) ?? { samples: [], skipped: [] };
    for (const { id, row } of skipped) {
      findings.passOver(`${file}, row ${row}`, `an angle beyond ±${maxAngle}°`);
      findings.seen.add(path.join(base, id)).add(path.join(base, 'data', id));
    }
    const frames = samples.flatMap(({ id, value, row, time }): Frame[] => {
      const place = `${file}, row ${row}`;
      const image = images.find(id, place);
      return image ? [{ id, value, place, file: image, time }] : [];
    });
    return { ...frameListing(frames, file, findings), skipped: skipped.length };
  },
};

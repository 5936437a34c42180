import path from 'node:path';
import Papa from 'papaparse';
import { writeFileAtomic } from '../../files/atomicFile';
import { Random } from '../../random/random';
import { inGroups, type Twin, writePicture } from './folder';
import { PLAIN_VIEW, renderRoad, WILD_VIEW } from './renderRoad';
import { drive } from './road';

/** Standard deviation of the noise on every label, degrees. */
const LABEL_NOISE = 1;

/** A drive in SullyChen's layout; `scene.csv` says what was drawn. Sizes add up: the drive is split by time. */
export const drivingTwin: Twin = {
  version: 3,
  description:
    'A drive on rendered roads, in the layout of SullyChen’s driving data set; in plain scenes by day, on an empty road, at half the resolution. The angle is that of a driver who steers by pure pursuit towards the road’s centre, with a noise of 1° (standard deviation) on every label. `scene.csv`: what was drawn, with the noise-free angle.',
  floor: `MAE ${(LABEL_NOISE * Math.sqrt(2 / Math.PI)).toFixed(2)}° (label noise)`,
  async write(folder, { train, test, scenes, seed }, onProgress) {
    const view = scenes === 'plain' ? PLAIN_VIEW : WILD_VIEW;
    const frames = train + test;
    const random = Random.from(seed, 'driving-twin', drivingTwin.version);
    const places = drive(frames, random);
    const labels = places.map(({ angle }) => (angle + random.normal(0, LABEL_NOISE)).toFixed(2));
    const draw = (i: number) =>
      writePicture(
        path.join(folder, `${i}.jpg`),
        renderRoad(places[i], view, Random.from(seed, 'driving-twin', drivingTwin.version, i)),
        view,
      );
    await inGroups(frames, draw, onProgress);
    writeFileAtomic(
      path.join(folder, 'scene.csv'),
      `${Papa.unparse(places.map((place, i) => ({ image: `${i}.jpg`, ...place })))}\n`,
    );
    writeFileAtomic(path.join(folder, 'data.txt'), labels.map((label, i) => `${i}.jpg ${label},${time(i)}\n`).join(''));
  },
};

const time = (second: number): string =>
  `2018-07-01 ${new Date(second * 1000).toISOString().slice(11, 19)}:${String((second * 37) % 1000).padStart(3, '0')}`;

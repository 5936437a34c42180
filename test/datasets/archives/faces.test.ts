import path from 'node:path';
import { expect, test } from 'vitest';
import { checkData } from '../../../src/data/checkData';
import { writeCofw } from '../../../src/datasets/formats/cofw';
import { formatLandmarkCsv } from '../../../src/datasets/formats/landmarkCsv';
import { formatPts, type Point } from '../../../src/datasets/formats/pts';
import {
  facePoints,
  landmarkRow,
  lpFolder,
  newFolder,
  pointingFolder,
  poseMat,
  ptsFolder,
  put,
  WFLW_LIST,
  w300Folder,
  wflwFolder,
  wflwRow,
} from '../../support/dataFolders';

/** Folders in which one face has other points. */
const LAYOUTS: Readonly<Record<string, [number, string, (points: Point[]) => Promise<string>]>> = {
  '300w': [
    68,
    '300w',
    async (points) => {
      const folder = await w300Folder();
      const rows = [{ ...landmarkRow('afw/1.jpg', facePoints(68)), points }, landmarkRow('afw/2.jpg', facePoints(68))];
      put(folder, 'face_landmarks_300w_train.csv', formatLandmarkCsv(rows));
      return folder;
    },
  ],
  '300w, .pts': [
    68,
    '300w',
    async (points) => {
      const folder = await ptsFolder();
      put(folder, 'afw/1.pts', formatPts(points));
      return folder;
    },
  ],
  wflw: [
    98,
    'wflw',
    async (points) => {
      const folder = await wflwFolder();
      put(folder, WFLW_LIST('train'), wflwRow('a/1.jpg', points) + wflwRow('a/2.jpg', facePoints(98)));
      return folder;
    },
  ],
  cofw: [
    29,
    'cofw',
    async (points) => {
      const folder = newFolder();
      const face = { points: facePoints(29), occluded: Array<boolean>(29).fill(false), box: [10, 10, 40, 40] };
      const picture = { width: 60, height: 60, pixels: new Uint8Array(60 * 60 * 3) };
      const write = (part: 'train' | 'test', faces: (typeof face)[]) =>
        writeCofw(path.join(folder, `COFW_${part}_color.mat`), part, faces, async () => picture);
      await write('train', [{ ...face, points }, face]);
      await write('test', [face, face]);
      return folder;
    },
  ],
  '300w-lp': [
    68,
    '300w-lp',
    async (points) => {
      const folder = await lpFolder();
      put(folder, '300W_LP/AFW/A_1_0.mat', poseMat([0, 10, 0], points));
      return folder;
    },
  ],
};

test.each(Object.entries(LAYOUTS))('%s: points are checked against each other and the image', async (_, layout) => {
  const [count, name, make] = layout;
  const problemsOf = async (points: Point[]) => (await checkData(name, await make(points))).problems;
  const face = facePoints(count);
  expect(await problemsOf(face)).toEqual([]);
  // a few points beyond the edge are as published
  expect(await problemsOf(facePoints(count, [12, 30]))).toEqual([]);
  const lost = face.map(([x, y], l): Point => (l === 5 ? [Math.round(x * 1e4), y] : [x, y]));
  expect(await problemsOf(lost)).toEqual([
    expect.objectContaining({ problem: expect.stringMatching(/point 5 .* far from the others.*decimal point/) }),
  ]);
  const shares = face.map(([x, y]): Point => [x / 60, y / 60]);
  expect(await problemsOf(shares)).toEqual([
    expect.objectContaining({ problem: expect.stringContaining('all points lie in 0…1: shares of the image') }),
  ]);
  expect(await problemsOf(face.map(() => [30, 30]))).toEqual([
    expect.objectContaining({ problem: expect.stringContaining('in one place') }),
  ]);
  const elsewhere = await problemsOf(facePoints(count, [300, 300]));
  // HRNet's square tells it before the image does
  expect(elsewhere).toEqual([
    expect.objectContaining({
      problem: expect.stringMatching(/whole face lies outside of the image of 60 × 60|not around the points/),
    }),
  ]);
});

test('one point far outside of the image is named', async () => {
  const points = facePoints(68, [48, 30]).map(([x, y], l): Point => (l === 0 ? [x + 40, y] : [x, y]));
  const { problems } = await checkData('300w', await LAYOUTS['300w, .pts'][2](points));
  expect(problems).toEqual([
    expect.objectContaining({
      file: 'afw/1.pts',
      problem: expect.stringMatching(/point 0 .* far outside of the image/),
    }),
  ]);
});

test('HRNet’s square must be around the points, of a size that fits', async () => {
  const folder = await w300Folder();
  const row = landmarkRow('afw/1.jpg', facePoints(68));
  const ok = landmarkRow('afw/2.jpg', facePoints(68));
  for (const wrong of [{ centre: [300, 30] as Point }, { scale: 100 * row.scale }, { scale: row.scale / 100 }]) {
    put(folder, 'face_landmarks_300w_train.csv', formatLandmarkCsv([{ ...row, ...wrong }, ok]));
    expect((await checkData('300w', folder)).problems).toEqual([
      expect.objectContaining({ row: 2, problem: expect.stringContaining('not around the points') }),
    ]);
  }
});

test('WFLW’s box must lie where its points lie', async () => {
  const folder = await wflwFolder();
  const cells = wflwRow('a/1.jpg', facePoints(98)).trim().split(' ');
  cells.splice(196, 4, '200', '200', '240', '240');
  put(folder, WFLW_LIST('train'), `${cells.join(' ')}\n${wflwRow('a/2.jpg', facePoints(98))}`);
  expect((await checkData('wflw', folder)).problems).toEqual([
    expect.objectContaining({ row: 1, problem: expect.stringContaining('lies elsewhere than its points') }),
  ]);
});

test('Pointing’04: a box outside of the image, or in shares of it', async () => {
  const folder = await pointingFolder();
  const box = (numbers: string): string => `person01100-15+30.jpg\n\nFace\n${numbers.split(' ').join('\n')}\n`;
  put(folder, 'Person01/person01100-15+30.txt', box('300 300 24 24'));
  put(folder, 'Person02/person02100-15+30.txt', box('0.5 0.5 0.4 0.4'));
  expect((await checkData('pointing04', folder)).problems.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('a box of 0.4 × 0.4 pixels'),
    expect.stringContaining('lies outside of the image of 60 × 60 pixels'),
  ]);
});

test('300W-LP: most poses beyond ±99° are degrees', async () => {
  const folder = await lpFolder();
  for (const name of ['A', 'B', 'C']) put(folder, `300W_LP/AFW/${name}_1_0.mat`, poseMat([0, 573, 0]));
  expect((await checkData('300w-lp', folder)).problems).toEqual([
    expect.objectContaining({
      problem: expect.stringContaining('3 of 4 poses lie beyond ±99°: is Pose_Para in degrees?'),
    }),
  ]);
});

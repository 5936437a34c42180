import { renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formatLandmarkCsv } from '../../../src/datasets/formats/landmarkCsv';
import {
  facePoints,
  landmarkCsv,
  landmarkRow,
  newFolder,
  put,
  putImages,
  readFolder,
  WFLW_LIST,
  wflwFolder,
  wflwRow,
} from '../../support/dataFolders';

const subsetsOf = (samples: readonly { id: string; subsets?: readonly string[] }[]) =>
  Object.fromEntries(samples.map(({ id, subsets = [] }) => [id, subsets.join(' ')]));

const [left, right] = [facePoints(98, [20, 30], 10), facePoints(98, [40, 30], 10)];

test('WFLW: of two faces in an image, only the one that is listed has the attribute', async () => {
  const folder = newFolder();
  await putImages(folder, ['a/1.jpg', 'b/2.jpg', 'b/3.jpg']);
  const both = [landmarkRow('b/2.jpg', left), landmarkRow('b/2.jpg', right), landmarkRow('b/3.jpg', left)];
  put(folder, 'face_landmarks_wflw_train.csv', landmarkCsv(['a/1.jpg'], 98));
  put(folder, 'face_landmarks_wflw_test.csv', formatLandmarkCsv(both));
  put(folder, 'face_landmarks_wflw_test_blur.csv', formatLandmarkCsv([both[1]]));
  put(folder, 'face_landmarks_wflw_test_makeup.csv', formatLandmarkCsv([both[1], both[2]]));
  const { samples, problems } = await readFolder('wflw', folder);
  expect(problems).toEqual([]);
  expect(subsetsOf(samples)).toEqual({
    'a/1.jpg': '',
    'b/2.jpg': '',
    'b/2.jpg#2': 'make-up blur',
    'b/3.jpg': 'make-up',
  });
  const moved = landmarkRow('b/2.jpg', facePoints(98, [30, 30], 10));
  put(folder, 'face_landmarks_wflw_test_blur.csv', formatLandmarkCsv([both[0], moved]));
  expect((await readFolder('wflw', folder)).problems).toEqual([
    expect.stringContaining('face_landmarks_wflw_test_blur.csv, row 3: no face of face_landmarks_wflw_test.csv has'),
  ]);
});

test('WFLW’s own list: attributes are those of the row', async () => {
  const folder = await wflwFolder();
  put(folder, WFLW_LIST('test'), wflwRow('b/3.jpg', left) + wflwRow('b/3.jpg', right, ['blur']));
  const { samples } = await readFolder('wflw', folder);
  expect(subsetsOf(samples)).toMatchObject({ 'b/3.jpg': '', 'b/3.jpg#2': 'blur' });
});

test('300W: the folders below the root tell the subset, not names and not where the root lies', async () => {
  const folder = path.join(newFolder(), 'ibug');
  const test = [
    'ibug/1.jpg',
    '300W/ibug/2.jpg',
    'images/IBUG/3.jpg',
    'lfpw/testset/ibug_4.jpg',
    'helen/testset/5.jpg',
    'ibug.jpg',
  ];
  await putImages(folder, ['afw/a.jpg', 'afw/b.jpg', ...test]);
  put(folder, 'face_landmarks_300w_train.csv', landmarkCsv(['afw/a.jpg', 'afw/b.jpg'], 68));
  put(folder, 'face_landmarks_300w_valid.csv', landmarkCsv(test, 68));
  const { samples, problems, notes } = await readFolder('300w', folder);
  expect(problems).toEqual([]);
  expect(subsetsOf(samples.filter(({ part }) => part === 'test'))).toEqual({
    'ibug/1.jpg': 'challenging',
    '300W/ibug/2.jpg': 'challenging',
    'images/IBUG/3.jpg': 'challenging',
    'lfpw/testset/ibug_4.jpg': 'common',
    'helen/testset/5.jpg': 'common',
    'ibug.jpg': '',
  });
  expect(notes).toEqual([expect.stringContaining('1 test images lie in none of helen, lfpw and ibug (as ibug.jpg)')]);
});

test('300W: a list of one subset tells it, and the private test set is not mixed with one of them', async () => {
  const folder = newFolder();
  await putImages(folder, ['afw/a.jpg', 'afw/b.jpg', 'x/1.jpg', 'x/2.jpg', 'indoor/3.jpg']);
  put(folder, 'face_landmarks_300w_train.csv', landmarkCsv(['afw/a.jpg', 'afw/b.jpg'], 68));
  put(folder, 'face_landmarks_300w_valid_common.csv', landmarkCsv(['x/1.jpg'], 68));
  put(folder, 'face_landmarks_300w_valid_challenge.csv', landmarkCsv(['x/2.jpg'], 68));
  put(folder, 'face_landmarks_300w_test.csv', landmarkCsv(['indoor/3.jpg'], 68));
  const tests = async () => {
    const { samples } = await readFolder('300w', folder);
    return subsetsOf(samples.filter(({ part }) => part === 'test'));
  };
  expect(await tests()).toEqual({ 'x/1.jpg': 'common', 'x/2.jpg': 'challenging' });
  renameSync(path.join(folder, 'face_landmarks_300w_valid_challenge.csv'), path.join(folder, 'challenge-not-used.csv'));
  expect(await tests()).toEqual({ 'x/1.jpg': 'common' });
});

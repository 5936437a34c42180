import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formatPts } from '../../../src/datasets/formats/pts';
import { layoutNamed } from '../../../src/datasets/layouts/registry';
import {
  biwiFolder,
  drivingFolder,
  facePoints,
  filesFolder,
  landmarkCsv,
  lpFolder,
  morphFolder,
  newFolder,
  pointingFolder,
  ptsFolder,
  put,
  putImages,
  readFolder,
  UTK_NAMES,
  udacityFolder,
  w300Folder,
  wflwFolder,
} from '../../support/dataFolders';

test('UTKFace: the names of the published archive that are not as described', async () => {
  const odd: Readonly<Record<string, number>> = {
    '39_1_20170116174525125.jpg.chip.jpg': 39,
    '61_1_20170109142408075.jpg.chip.jpg': 61,
    '61_1_20170109150557335.jpg.chip.jpg': 61,
    '24_0_1_20170116220224657 .jpg.chip.jpg': 24,
    '55_0_0_20170116232725357jpg.chip.jpg': 55,
    '53__0_20170116184028385.jpg.chip.jpg': 53,
    '44_1_4_20170116235150272.pg.chip.jpg': 44,
  };
  const { samples, problems } = await readFolder('utkface', await filesFolder([...UTK_NAMES, ...Object.keys(odd)]));
  expect(problems).toEqual([]);
  expect(Object.fromEntries(samples.map(({ id, values }) => [id, values[0]]))).toMatchObject(odd);
  const wrong = await readFolder('utkface', await filesFolder([...UTK_NAMES, '200_0_1_2017.jpg', 'x_1_2_2017.jpg']));
  expect(wrong.problems.length).toBe(2);
});

test('SullyChen of 2018: data/ beside data.txt, in a folder of its date', async () => {
  const made = await drivingFolder();
  const ids = (await readFolder('driving', made)).samples.map(({ id }) => id);
  mkdirSync(path.join(made, 'data'));
  for (const name of readdirSync(made).filter((one) => one.endsWith('.jpg'))) {
    renameSync(path.join(made, name), path.join(made, 'data', name));
  }
  const beside = await readFolder('driving', made);
  expect([beside.samples.map(({ id }) => id), beside.problems, beside.notes]).toEqual([ids, [], []]);
  const archive = newFolder();
  renameSync(made, path.join(archive, '07012018'));
  expect((await readFolder('driving', archive)).samples.map(({ id }) => id)).toEqual(ids);
});

test('300W: iBUG’s image_092 _01 under both its names', async () => {
  for (const [listed, onDisk] of [
    ['image_092 _01', 'image_092_01'],
    ['image_092_01', 'image_092 _01'],
  ]) {
    const folder = await w300Folder();
    put(folder, 'face_landmarks_300w_valid.csv', landmarkCsv(['helen/testset/3.jpg', `ibug/${listed}.jpg`], 68));
    await putImages(folder, [`ibug/${onDisk}.jpg`]);
    const { problems, samples } = await readFolder('300w', folder);
    expect(problems).toEqual([]);
    expect(samples.find(({ id }) => id.includes('092'))).toMatchObject({
      file: path.join(folder, `ibug/${onDisk}.jpg`),
      subsets: ['challenging'],
    });
    const points = await ptsFolder();
    put(points, `ibug/${listed}.pts`, formatPts(facePoints(68)));
    await putImages(points, [`ibug/${onDisk}.jpg`]);
    expect((await readFolder('300w', points)).problems).toEqual([]);
  }
});

test.each(['300w/', '300W/', 'images/', 'data/300w/images/', './', 'data/300W/'])(
  'lists whose names begin with %s find their images without it',
  async (prefix) => {
    const folder = await w300Folder();
    const rows = (names: string[]) =>
      landmarkCsv(
        names.map((name) => `${prefix}${name}`),
        68,
      );
    put(folder, 'face_landmarks_300w_train.csv', rows(['afw/1.jpg', 'afw/2.jpg']));
    put(folder, 'face_landmarks_300w_valid.csv', rows(['helen/testset/3.jpg', 'ibug/4.jpg']));
    const { problems, samples } = await readFolder('300w', folder);
    expect(problems).toEqual([]);
    expect(samples.map(({ subsets }) => subsets)).toEqual([undefined, undefined, ['common'], ['challenging']]);
  },
);

test('CORAL’s MORPH-II files: the path stands in a first column without a name', async () => {
  const folder = await morphFolder();
  put(folder, 'morph2_train.csv', ',id_num,age\n000001_00M20.jpg,1,4\n000002_00M20.jpg,2,4\n');
  const { problems, samples } = await readFolder('morph2', folder);
  expect([problems, samples[0].id]).toEqual([[], '000001_00M20.jpg']);
  // pandas' index beside a path
  put(folder, 'morph2_train.csv', ',path,age\n0,000001_00M20.jpg,4\n1,000002_00M20.jpg,4\n');
  expect((await readFolder('morph2', folder)).samples[0].id).toBe('000001_00M20.jpg');
});

test.each([
  ['biwi', 'hpdb', () => biwiFolder()],
  ['biwi', 'kinect_head_pose_db', () => biwiFolder()],
  ['biwi', 'faces_0', () => biwiFolder()],
  ['pointing04', 'HeadPoseImageDatabase', pointingFolder],
  ['300w', '300W', w300Folder],
  ['wflw', 'WFLW', wflwFolder],
  ['afad-tree', 'AFAD-Full', () => filesFolder(['15/111/1.jpg', '16/112/2.jpg'])],
  ['utkface', 'UTKFace', () => filesFolder(UTK_NAMES)],
  ['driving', 'driving_dataset', drivingFolder],
  ['udacity', 'data', udacityFolder],
] as const)('%s is found in its folder %s', async (name, inside, make) => {
  const made = await make();
  const { samples } = await readFolder(name, made);
  const folder = newFolder();
  renameSync(made, path.join(folder, inside));
  expect(layoutNamed(name).detect(folder)).toBe(true);
  const found = await readFolder(name, folder);
  expect([found.samples.length, found.problems]).toEqual([samples.length, []]);
});

test('300W-LP and AFLW2000-3D under their other names', async () => {
  const folder = await lpFolder();
  renameSync(path.join(folder, '300W_LP'), path.join(folder, '300W-LP'));
  renameSync(path.join(folder, 'AFLW2000'), path.join(folder, 'AFLW2000-3D'));
  expect((await readFolder('300w-lp', folder)).samples.length).toBe(6);
});

test('names with accents are found however their letters are composed', async () => {
  const folder = await morphFolder();
  await putImages(folder, ['Andre\u0301.jpg']);
  put(folder, 'morph2_train.csv', 'path,age\nAndr\u00e9.jpg,4\n000002_00M20.jpg,4\n');
  expect((await readFolder('morph2', folder)).problems).toEqual([]);
});

import { copyFileSync, cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkData } from '../../../src/data/checkData';
import {
  AGE_HEADER,
  biwiFolder,
  drivingFolder,
  filesFolder,
  landmarkCsv,
  morphFolder,
  openFolder,
  pointingFolder,
  ptsFolder,
  put,
  putImages,
  readFolder,
  UTK_NAMES,
  udacityFolder,
  w300Folder,
} from '../../support/dataFolders';

const mirrorOf = (name: string): string =>
  name.replace(/\.jpg(?!.*\.jpg)/, '_mirror.jpg').replace('.jpg.chip_mirror', '_mirror.jpg.chip');

/** The part of each sample after the split, by id. */
async function partsOf(name: string, folder: string): Promise<Map<string, string>> {
  const { listing, problems } = await readFolder(name, folder);
  expect(problems).toEqual([]);
  const data = await openFolder(name, folder, listing);
  data.close();
  return new Map(
    Object.entries(data.split).flatMap(([part, indices]) =>
      Array.from(indices as Int32Array, (i) => [data.samples[i].id, part] as const),
    ),
  );
}

test.each([
  ['utkface', UTK_NAMES],
  ['afad-tree', Array.from({ length: 20 }, (_, i) => `${20 + i}/111/${i}.jpg`)],
] as const)('%s: a mirrored copy stays on the side of its image', async (name, images) => {
  const mirrored = images.map(mirrorOf);
  expect(new Set([...images, ...mirrored]).size).toBe(2 * images.length);
  const parts = await partsOf(name, await filesFolder([...images, ...mirrored]));
  expect(parts.size).toBe(2 * images.length);
  expect(new Set(parts.values())).toEqual(new Set(['train', 'validation', 'test']));
  images.forEach((image, i) => expect([image, parts.get(mirrored[i])]).toEqual([image, parts.get(image)]));
  // without copies the split is what it was
  const alone = await readFolder(name, await filesFolder(images));
  const tests = (samples: typeof alone.samples) => samples.filter(({ part }) => part === 'test').length;
  expect(tests(alone.samples)).toBe(Math.round(0.2 * images.length));
});

test('300W: mirrored copies beside their images train or validate together; faces of an image do, too', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `afw/${i}.jpg`);
  const folder = await ptsFolder([...names, ...names.map(mirrorOf), 'helen/testset/3.jpg', 'ibug/4.jpg']);
  const parts = await partsOf('300w', folder);
  for (const name of names) expect(parts.get(mirrorOf(name))).toBe(parts.get(name));
  expect([...parts.values()].filter((part) => part === 'validation').length).toBeGreaterThan(1);
});

test('driving: mirrored copies at the end of the list are no test set', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `${i}.jpg`);
  const rows = [...names.map((name, i) => `${name} ${i}`), ...names.map((name, i) => `${mirrorOf(name)} ${-i}`)];
  const folder = await drivingFolder(30, rows);
  await putImages(folder, names.map(mirrorOf));
  const parts = await partsOf('driving', folder);
  for (const name of names) expect(parts.get(mirrorOf(name))).toBe(parts.get(name));
  expect([parts.get('0.jpg'), parts.get('29.jpg')]).toEqual(['train', 'test']);
});

test('lists that put an image to train and its mirrored copy, or the same face, to test are refused', async () => {
  const morph = await morphFolder();
  await putImages(morph, ['000005_00M20_mirror.jpg']);
  put(morph, 'morph2_train.csv', `${AGE_HEADER}000001_00M20.jpg,4\n000002_00M20.jpg,4\n000005_00M20_mirror.jpg,4\n`);
  const { problems } = await checkData('morph2', morph);
  expect(problems).toEqual([
    {
      file: 'morph2_train.csv',
      row: 4,
      sample: '000005_00M20_mirror.jpg',
      problem: expect.stringMatching(/in the train part, and 000005_00M20\.jpg .* in the test part/),
      canBeLeftOut: true,
    },
  ]);
  const faces = await w300Folder();
  put(faces, 'face_landmarks_300w_train.csv', landmarkCsv(['helen/testset/3.jpg', 'afw/2.jpg'], 68));
  expect((await readFolder('300w', faces)).problems).toEqual([
    expect.stringMatching(/valid\.csv, row 2: helen\/testset\/3\.jpg is in the test part, and .* in the train part/),
  ]);
});

test('a set that was unpacked twice is refused', async () => {
  const biwi = await biwiFolder();
  for (const sequence of ['01', '02', '03']) {
    cpSync(path.join(biwi, sequence), path.join(biwi, 'hpdb', sequence), { recursive: true });
  }
  expect((await readFolder('biwi', biwi)).problems[0]).toMatch(/lies there twice: in .* and in .*hpdb/);
  const pointing = await pointingFolder();
  cpSync(path.join(pointing, 'Person01'), path.join(pointing, 'HeadPoseImageDatabase/Person01'), { recursive: true });
  expect((await readFolder('pointing04', pointing)).problems[0]).toContain('lies there twice');
  const utk = await filesFolder(UTK_NAMES);
  mkdirSync(path.join(utk, 'UTKFace'));
  copyFileSync(path.join(utk, UTK_NAMES[0]), path.join(utk, 'UTKFace', UTK_NAMES[0]));
  expect((await readFolder('utkface', utk)).problems[0]).toContain('lies there twice');
  const tree = await filesFolder(['15/111/1.jpg', '15/112/2.jpg', '16/111/3.jpg']);
  mkdirSync(path.join(tree, '15/111/111'));
  copyFileSync(path.join(tree, '15/111/1.jpg'), path.join(tree, '15/111/111/1.jpg'));
  expect((await readFolder('afad-tree', tree)).problems).toEqual([
    expect.stringMatching(/1 images lie there twice, with the same bytes \(15\/111\/1\.jpg and 15\/111\/111\/1\.jpg\)/),
  ]);
});

test('images with the same bytes under other names are told by data check', async () => {
  const folder = await filesFolder(UTK_NAMES);
  const { samples } = await readFolder('utkface', folder);
  const [train, held] = ['train', 'test'].map((part) => samples.find((sample) => sample.part === part)?.id as string);
  copyFileSync(path.join(folder, train), path.join(folder, held));
  const { notes, problems } = await checkData('utkface', folder);
  expect(problems).toEqual([]);
  expect(notes).toEqual([expect.stringMatching(/^1 images have the bytes of another one, 1 of them in another part/)]);
});

const time = (second: number): string => `2018-07-01 17:09:${String(second).padStart(2, '0')}:${100 + second}`;
const listing = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => i).sort((a, b) => (`${a}.jpg` < `${b}.jpg` ? -1 : 1));
const idsOf = ({ samples }: Awaited<ReturnType<typeof readFolder>>) => samples.map(({ id }) => Number.parseInt(id, 10));
const inOrder = Array.from({ length: 30 }, (_, i) => i);

test('driving: rows in another order than their times are read in the order of time, which is said', async () => {
  const timed = await readFolder(
    'driving',
    await drivingFolder(
      30,
      listing(30).map((i) => `${i}.jpg ${i},${time(i)}`),
    ),
  );
  expect(idsOf(timed)).toEqual(inOrder);
  expect(timed.notes).toEqual([expect.stringContaining('read in the order of time')]);
  const untimed = await readFolder(
    'driving',
    await drivingFolder(
      30,
      listing(30).map((i) => `${i}.jpg ${i}`),
    ),
  );
  expect(idsOf(untimed)).toEqual(inOrder);
  expect(untimed.notes).toEqual([expect.stringContaining('folder’s listing')]);
});

test('driving: rows in order, whole drives one after the other, and rows that tell nothing stay as they are', async () => {
  const orders = {
    ordered: inOrder,
    'the later drive first': [...inOrder.slice(12), ...inOrder.slice(0, 12)],
  };
  for (const [name, order] of Object.entries(orders)) {
    const found = await readFolder(
      'driving',
      await drivingFolder(
        30,
        order.map((i) => `${i}.jpg ${i},${time(i)}`),
      ),
    );
    expect([name, idsOf(found), found.notes]).toEqual([name, order, []]);
  }
  const shuffled = inOrder.map((i) => (7 * i) % 30);
  expect(
    idsOf(
      await readFolder(
        'driving',
        await drivingFolder(
          30,
          shuffled.map((i) => `${i}.jpg ${i}`),
        ),
      ),
    ),
  ).toEqual(shuffled);
});

test('udacity: rows are ordered by the times in their names', async () => {
  const folder = await udacityFolder();
  const { samples } = await readFolder('udacity', folder);
  const names = samples.map(({ id }) => id);
  const rows = inOrder.map((i) => `${names[(7 * i) % 30]},l.jpg,r.jpg,0.1,0,0,20`);
  put(folder, 'driving_log.csv', rows.join('\n'));
  const found = await readFolder('udacity', folder);
  expect(found.samples.map(({ id }) => id)).toEqual(names);
  expect(found.notes).toEqual([expect.stringContaining('read in the order of time')]);
});

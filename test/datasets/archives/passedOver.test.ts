import { cpSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkData } from '../../../src/data/checkData';
import { formatPts } from '../../../src/datasets/formats/pts';
import {
  biwiFolder,
  drivingFolder,
  facePoints,
  filesFolder,
  lpFolder,
  morphFolder,
  newFolder,
  pointingFolder,
  poseMat,
  ptsFolder,
  put,
  putImages,
  readFolder,
  UTK_NAMES,
  udacityFolder,
  w300Folder,
  wflwFolder,
} from '../../support/dataFolders';

const AFAD_NAMES = ['15/111/1.jpg', '16/112/2.jpg', '20/111/3.jpg', '30/112/4.jpg', '31/112/5.jpg'];
const MADE: Readonly<Record<string, () => Promise<string>>> = {
  '300w-lp': lpFolder,
  biwi: biwiFolder,
  pointing04: pointingFolder,
  '300w': w300Folder,
  '300w, .pts': ptsFolder,
  wflw: wflwFolder,
  morph2: morphFolder,
  'afad-tree': () => filesFolder(AFAD_NAMES),
  utkface: () => filesFolder(UTK_NAMES),
  driving: drivingFolder,
  udacity: udacityFolder,
};
const layoutOf = (name: string): string => name.split(',')[0];
const idsIn = async (name: string, folder: string) =>
  (await readFolder(layoutOf(name), folder)).samples.map(({ id }) => id).sort();

/** All files below a folder, as paths relative to it. */
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

describe.each(Object.keys(MADE))('%s', (name) => {
  test('links to files, and to folders, are read as what they lead to', async () => {
    const folder = await MADE[name]();
    const expected = await idsIn(name, folder);
    expect(expected.length).toBeGreaterThan(2);
    const linkedFiles = newFolder();
    for (const file of filesOf(folder)) {
      mkdirSync(path.join(linkedFiles, path.dirname(file)), { recursive: true });
      symlinkSync(path.join(folder, file), path.join(linkedFiles, file));
    }
    expect(await idsIn(name, linkedFiles)).toEqual(expected);
    const linkedFolders = newFolder();
    for (const entry of readdirSync(folder)) symlinkSync(path.join(folder, entry), path.join(linkedFolders, entry));
    expect(await idsIn(name, linkedFolders)).toEqual(expected);
  });

  test('bookkeeping of systems is no data, and is counted', async () => {
    const folder = await MADE[name]();
    const before = await readFolder(layoutOf(name), folder);
    for (const file of filesOf(folder)) {
      const beside = path.join(path.dirname(file), `._${path.basename(file)}`);
      put(folder, beside, 'Mac OS X');
      put(folder, path.join('__MACOSX', beside), 'Mac OS X');
      put(folder, path.join(path.dirname(file), '.DS_Store'), 'x');
      put(folder, path.join(path.dirname(file), 'Thumbs.db'), 'x');
    }
    const after = await readFolder(layoutOf(name), folder);
    expect(after.samples.map(({ id }) => id)).toEqual(before.samples.map(({ id }) => id));
    expect(after.problems).toEqual([]);
    expect(after.notes.join()).toMatch(/\d+ passed over: bookkeeping of an operating system/);
  });

  test('endings in upper case, .jpeg and .png are images like others', async () => {
    const folder = await MADE[name]();
    const before = await readFolder(layoutOf(name), folder);
    const endings = ['.JPG', '.jpeg', '.png', '.PNG', '.JPEG'];
    const images = filesOf(folder).filter((file) => /\.(jpg|png)$/.test(file));
    for (const [i, file] of images.entries()) {
      renameSync(path.join(folder, file), path.join(folder, file.replace(/\.\w+$/, endings[i % endings.length])));
    }
    const after = await readFolder(layoutOf(name), folder);
    expect(after.problems).toEqual([]);
    expect(after.samples.length).toBe(before.samples.length);
    for (const sample of after.samples) await after.listing.read(sample);
  });

  test('an image that nothing names, a format that is not read and an archive are counted', async () => {
    const folder = await MADE[name]();
    const { notes, samples } = await readFolder(layoutOf(name), folder);
    expect(notes).toEqual([]);
    await putImages(folder, ['elsewhere/20.jpg']);
    put(folder, 'more/picture.bmp', 'x');
    put(folder, 'images.zip', 'x');
    const after = await readFolder(layoutOf(name), folder);
    expect(after.samples.length).toBe(samples.length);
    expect(after.notes.sort()).toEqual([
      '1 passed over: an archive that is not unpacked (images.zip)',
      '1 passed over: an image of another format (.bmp) (more/picture.bmp)',
      '1 passed over: an image that no label or list names (elsewhere/20.jpg)',
    ]);
  });

  test('a folder without a sample is an error', async () => {
    const folder = await MADE[name]();
    const empty = newFolder();
    cpSync(folder, empty, {
      recursive: true,
      filter: (file) => !/\.(jpg|png|pts|mat)$/.test(file) && !/_pose\.txt$|data\.txt$/.test(file),
    });
    const told = await checkData(layoutOf(name), empty).then(
      ({ problems }) => problems.map(({ problem }) => problem),
      (error: Error) => [error.message],
    );
    expect(told.length).toBeGreaterThan(0);
  });
});

test('a link that leads nowhere, and one that leads back, are counted', async () => {
  const folder = await filesFolder(AFAD_NAMES);
  symlinkSync('/nowhere/x.jpg', path.join(folder, '15/111/9.jpg'));
  symlinkSync(folder, path.join(folder, '15/back'));
  const { samples, notes, problems } = await readFolder('afad-tree', folder);
  expect([samples.length, problems]).toEqual([AFAD_NAMES.length, []]);
  expect(notes.sort()).toEqual([
    '1 passed over: a link that leads nowhere (15/111/9.jpg)',
    '1 passed over: a link to a folder that it lies in (15/back)',
  ]);
});

test('poses beyond ±99°, angles beyond the limit and side cameras are counted', async () => {
  const pose = await lpFolder();
  put(pose, '300W_LP/AFW/A_1_0.mat', poseMat([0, 120, 0]));
  expect((await readFolder('300w-lp', pose)).notes).toEqual([
    '1 passed over: a pose beyond ±99° (300W_LP/AFW/A_1_0.jpg)',
  ]);
  const rows = Array.from({ length: 30 }, (_, i) => `${i}.jpg ${i === 3 ? 150 : i}`);
  expect((await readFolder('driving', await drivingFolder(30, rows))).notes).toEqual([
    '1 passed over: an angle beyond ±100° (data.txt, row 4)',
  ]);
  const log = await udacityFolder();
  await putImages(log, ['IMG/l0.jpg', 'IMG/r0.jpg']);
  expect((await readFolder('udacity', log, 3)).notes).toEqual([
    '2 passed over: a side camera, which is not used (IMG/l0.jpg, IMG/r0.jpg)',
    expect.stringMatching(/^17 passed over: an angle beyond ±3°/),
  ]);
});

test('images beyond a filelist.txt, and of 300W without .pts, are counted', async () => {
  const pose = await lpFolder();
  put(pose, 'AFLW2000/filelist.txt', 'image1\n');
  expect((await readFolder('300w-lp', pose)).notes).toEqual([
    '1 passed over: an image that no label or list names (AFLW2000/image2.jpg)',
  ]);
  const faces = await ptsFolder();
  await putImages(faces, ['afw/9.jpg']);
  put(faces, 'afw/8.PTS', formatPts(facePoints(68)));
  await putImages(faces, ['afw/8.JPG']);
  const { samples, notes } = await readFolder('300w', faces);
  expect(samples.map(({ id }) => id)).toContain('afw/8.JPG');
  expect(notes).toEqual(['1 passed over: an image that no label or list names (afw/9.jpg)']);
});

test('data check of an empty folder of the right name is an error', async () => {
  const folder = newFolder();
  mkdirSync(path.join(folder, 'Person01'));
  expect((await checkData('pointing04', folder)).problems).toEqual([
    expect.objectContaining({ problem: expect.stringContaining('no sample was found'), canBeLeftOut: false }),
  ]);
  const lp = newFolder();
  for (const name of ['300W_LP', 'AFLW2000']) mkdirSync(path.join(lp, name));
  expect((await checkData('300w-lp', lp)).problems.length).toBe(1);
  writeFileSync(path.join(newFolder(), 'x'), '');
  await expect(checkData('utkface', newFolder())).rejects.toThrow('not in the layout of utkface');
});

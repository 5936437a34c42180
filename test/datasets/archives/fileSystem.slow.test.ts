import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkData } from '../../../src/data/checkData';
import { openData } from '../../../src/data/openData';
import { trainList } from '../../../src/data/trainList';
import { allLayouts, layoutOf } from '../../../src/datasets/layouts/registry';
import { RlelError } from '../../../src/errors';
import {
  biwiFolder,
  drivingFolder,
  filesFolder,
  lpFolder,
  morphFolder,
  newFolder,
  pointingFolder,
  ptsFolder,
  put,
  readFolder,
  udacityFolder,
  WFLW_LIST,
  w300Folder,
  wflwFolder,
} from '../../support/dataFolders';

test('an archive, or a file, in place of a folder is called that', async () => {
  const archive = put(newFolder(), 'UTKFace.tar.gz', 'x');
  await expect(checkData('utkface', archive)).rejects.toThrow(/UTKFace\.tar\.gz: a file, not a folder\. Unpack it/);
  const request = { benchmark: 'AE1', method: 'rlel', profile: 'quick', seed: 1 };
  await expect(openData(request, { folder: archive, trainList: null })).rejects.toThrow('Unpack it');
  await expect(checkData('utkface', '/nowhere')).rejects.toThrow('/nowhere: not a folder');
  await expect(checkData('utkface', path.join(archive, 'inside'))).rejects.toThrow('not a folder');
});

/** Puts a folder where `name` was. */
function asFolder(folder: string, name: string): void {
  rmSync(path.join(folder, name), { recursive: true });
  mkdirSync(path.join(folder, name));
}
/** Puts a file where `name` was. */
function asFile(folder: string, name: string): void {
  rmSync(path.join(folder, name), { recursive: true });
  put(folder, name, 'x');
}
/** Puts a link to itself where `name` was. */
function asLoop(folder: string, name: string): void {
  rmSync(path.join(folder, name), { recursive: true });
  symlinkSync(path.join(folder, name), path.join(folder, name));
}
const gone = (folder: string, name: string): void => rmSync(path.join(folder, name), { recursive: true });

const FILES: readonly [string, () => Promise<string>, readonly string[]][] = [
  ['driving', drivingFolder, ['3.jpg']],
  ['udacity', udacityFolder, ['IMG', 'IMG/center_2016_12_01_13_30_03_287.jpg']],
  ['morph2', morphFolder, ['morph2_train.csv', '000001_00M20.jpg']],
  ['300w', w300Folder, ['face_landmarks_300w_valid.csv', 'afw', 'afw/1.jpg']],
  ['300w', ptsFolder, ['afw/1.jpg', 'afw/1.pts']],
  ['wflw', wflwFolder, [WFLW_LIST('train'), 'WFLW_images', 'WFLW_images/a/1.jpg']],
  ['300w-lp', lpFolder, ['300W_LP/AFW/A_1_0.jpg', '300W_LP/AFW/A_1_0.mat', 'AFLW2000/image1.mat']],
  ['pointing04', pointingFolder, ['Person01/person01100-15+30.txt', 'Person01/person01100-15+30.jpg']],
  ['biwi', () => biwiFolder(), ['01/frame_00003_pose.txt', '01/frame_00003_rgb.png']],
];
const CASES = FILES.flatMap(([name, make, files]) =>
  files.flatMap((file) =>
    Object.entries({ gone, asFolder, asFile, asLoop }).map(([how, change]) => [name, file, how, make, change] as const),
  ),
);

test.each(CASES)('%s: %s %s: an error of the kit, or said', async (name, file, _how, make, change) => {
  const folder = await make();
  const before = await checkData(name, folder);
  expect(before.problems).toEqual([]);
  change(folder, file);
  try {
    const { problems, notes, counts } = await checkData(name, folder);
    const samples = (all: typeof counts): number => all.train + all.validation + all.test;
    const told = problems.length > 0 || notes.length > 0;
    expect(told || samples(counts) === samples(before.counts), `${samples(counts)} samples`).toBe(true);
    if (samples(counts) < samples(before.counts) && problems.length === 0)
      expect(notes.join()).toContain('passed over');
  } catch (error) {
    expect(error).toBeInstanceOf(RlelError);
    expect((error as Error).message).toContain(folder);
  }
});

test('every layout looks at files where it expects folders, and at nothing, without a fault', () => {
  const folder = newFolder();
  for (const name of [
    '300W_LP',
    'AFLW2000',
    'hpdb',
    '01',
    '15',
    'Person01',
    'IMG',
    'afw',
    'helen',
    'UTKFace',
    'data',
  ]) {
    put(folder, name, 'x');
  }
  const names = allLayouts().map(({ name }) => name);
  for (const place of [folder, newFolder(), '/nowhere', path.join(folder, '15')]) {
    const others = names.filter((name) => name !== 'pointing04' || place !== folder);
    expect(() => layoutOf(place, others)).toThrow('none of the layouts');
  }
});

test('a training list that is a folder, or is not there', () => {
  const folder = newFolder();
  for (const given of [folder, path.join(folder, 'none.txt')]) {
    expect(() => trainList([], { fraction: 1, folder, given })).toThrow(RlelError);
  }
});

test('a missing folder is said once, whatever number of rows names images in it', async () => {
  const driving = await drivingFolder();
  for (let i = 0; i < 30; i++) rmSync(path.join(driving, `${i}.jpg`));
  expect((await checkData('driving', driving)).problems).toEqual([
    {
      file: driving,
      row: null,
      sample: null,
      problem: expect.stringMatching(/^none of the 30 files that are named is there \(the first in data\.txt, row 1/),
      canBeLeftOut: false,
    },
  ]);
  const wflw = await wflwFolder();
  renameSync(path.join(wflw, 'WFLW_images/a'), path.join(wflw, 'WFLW_images/x'));
  const [problem, ...more] = (await checkData('wflw', wflw)).problems;
  expect(problem.problem).toMatch(/^this folder is not there, in which 4 files are named/);
  expect(more).toEqual([]);
});

test.skipIf(process.getuid?.() === 0)('what may not be read is said', async () => {
  const folder = await filesFolder(['15/111/1.jpg', '15/112/2.jpg']);
  chmodSync(path.join(folder, '15/111'), 0);
  await expect(readFolder('afad-tree', folder)).rejects.toThrow(RlelError);
  chmodSync(path.join(folder, '15/111'), 0o755);
});

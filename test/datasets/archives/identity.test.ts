import { copyFileSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { identityOf } from '../../../src/data/dataIdentity';
import { formatPts } from '../../../src/datasets/formats/pts';
import { openListing } from '../../../src/datasets/listing';
import {
  facePoints,
  lpFolder,
  newFolder,
  openFolder,
  pointingFolder,
  poseMat,
  ptsFolder,
  put,
  readFolder,
  WFLW_LIST,
  wflwFolder,
  wflwRow,
} from '../../support/dataFolders';

const cache = newFolder();

async function opened(name: string, folder: string) {
  const { listing, problems } = await readFolder(name, folder);
  expect(problems).toEqual([]);
  const data = await openFolder(name, folder, listing, cache);
  const pixels = new Uint8Array(data.imageShape.reduce((product, side) => product * side, 1));
  data.readImage(0, pixels, 0);
  data.close();
  return { identity: identityOf(data), pixels: Buffer.from(pixels).toString('base64') };
}

test.each<[string, string, () => Promise<string>, (folder: string) => void]>([
  [
    'the points in a .mat',
    '300w-lp',
    lpFolder,
    (folder) => put(folder, '300W_LP/AFW/A_1_0.mat', poseMat([0, 10, 0], facePoints(68, [25, 25]))),
  ],
  [
    'the box in a .txt',
    'pointing04',
    pointingFolder,
    (folder) => put(folder, 'Person01/person01100-15+30.txt', 'person01100-15+30.jpg\n\nFace\n20\n20\n20\n20\n'),
  ],
  [
    'the points in a .pts',
    '300w',
    ptsFolder,
    (folder) => put(folder, 'afw/1.pts', formatPts(facePoints(68, [25, 25]))),
  ],
])('%s decide the pixels: corrected, the data are others', async (_, name, make, correct) => {
  const folder = await make();
  // a gradient, so that another crop has other pixels
  const [image] = (await readFolder(name, folder)).samples.map(({ file }) => file);
  await gradient(image);
  const before = await opened(name, folder);
  expect(await opened(name, folder)).toEqual(before);
  correct(folder);
  const after = await opened(name, folder);
  expect(after.pixels).not.toBe(before.pixels);
  expect(after.identity.fingerprint).not.toBe(before.identity.fingerprint);
});

async function gradient(file: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  const pixels = Uint8Array.from({ length: 60 * 60 * 3 }, (_, i) => (4 * (Math.floor(i / 3) % 60)) % 256);
  await sharp(pixels, { raw: { width: 60, height: 60, channels: 3 } })
    .jpeg()
    .toFile(file);
}

test('an attribute that is corrected makes other data: figures of subsets depend on it', async () => {
  const folder = await wflwFolder();
  const before = await opened('wflw', folder);
  const rows = (blurred: string): string =>
    ['b/3.jpg', 'b/4.jpg'].map((image) => wflwRow(image, facePoints(98), image === blurred ? ['blur'] : [])).join('');
  put(folder, WFLW_LIST('test'), rows('b/3.jpg'));
  const third = await opened('wflw', folder);
  put(folder, WFLW_LIST('test'), rows('b/4.jpg'));
  const fourth = await opened('wflw', folder);
  expect(new Set([before, third, fourth].map(({ identity }) => identity.split)).size).toBe(3);
  expect(third.identity.fingerprint).toBe(before.identity.fingerprint);
});

test('an image that is replaced under its old size and time is decoded again', async () => {
  const folder = await pointingFolder();
  const file = path.join(folder, 'Person01/person01100-15+30.jpg');
  const before = await opened('pointing04', folder);
  const { atime, mtime, size } = statSync(file);
  const other = path.join(folder, 'Person02/person02100-15+30.jpg');
  const bytes = Buffer.concat([readFileSync(other), Buffer.alloc(99)]).subarray(0, size);
  copyFileSync(other, file);
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
  const after = await opened('pointing04', folder);
  expect(after.pixels).not.toBe(before.pixels);
  expect(after.identity.fingerprint).not.toBe(before.identity.fingerprint);
});

test('what was left out is in the identity; nothing is where nothing was', async () => {
  const folder = await pointingFolder();
  const { listing } = await readFolder('pointing04', folder);
  const open = (leftOut: string[]) =>
    openListing(listing, {
      folder,
      format: 'pointing04',
      source: 'open',
      imageSize: [24, 24],
      cacheFolder: cache,
      trainIds: null,
      leftOut,
    });
  const [all, less] = [await open([]), await open(['a.jpg'])];
  expect(identityOf(all)).not.toHaveProperty('leftOut');
  expect(identityOf(less)).toEqual({ ...identityOf(all), leftOut: ['a.jpg'] });
  for (const data of [all, less]) data.close();
});

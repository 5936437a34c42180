import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DataError } from '../../../src/datasets/dataError';
import { formatPts } from '../../../src/datasets/formats/pts';
import { parseNumber } from '../../../src/datasets/parseNumber';
import { checkInside } from '../../../src/datasets/paths';
import { parseRows, Table, throwProblem } from '../../../src/datasets/table';
import {
  biwiFolder,
  drivingFolder,
  facePoints,
  landmarkCsv,
  morphFolder,
  newFolder,
  pointingFolder,
  ptsFolder,
  put,
  putImages,
  readFolder,
  UDACITY_HEADER,
  udacityFolder,
  WFLW_LIST,
  w300Folder,
  wflwFolder,
  wflwRow,
} from '../../support/dataFolders';

/** A folder with one file replaced. */
async function changed(made: Promise<string>, name: string, text: string | Uint8Array): Promise<string> {
  const folder = await made;
  put(folder, name, text);
  return folder;
}
const comma = (text: string): string => text.replaceAll(/(\d)\.(\d)/g, '$1,$2');

test.each(['3', '-3.84', '.5', '5.', '+1e-3', ' 4E2 '])('%j is a number', (text) => {
  expect(parseNumber(text, 'a.csv, row 1')).toBe(Number(text));
});
test.each([
  ['3,84', 'has a decimal comma. Write 3.84.'],
  ['-,5', 'has a decimal comma. Write -.5.'],
  ['', 'the cell is empty'],
  ['NaN', 'is not a finite number'],
  ['1e999', 'is not a finite number'],
  ['0x10', 'is not a number'],
  ['3.84°', 'is not a number'],
  ['1 2', 'is not a number'],
  ['1_000', 'is not a number'],
  ['1.234,5', 'is not a number'],
])('%j: %s', (text, message) => {
  expect(() => parseNumber(text, 'a.csv, row 1')).toThrow(DataError);
  expect(() => parseNumber(text, 'a.csv, row 1')).toThrow(message);
});

test.each<[string, string, () => Promise<string>, string]>([
  [
    'driving',
    'driving',
    () => drivingFolder(30, ['0.jpg 3,84', '1.jpg 3,84,2018-07-01 17:09:44:912']),
    '"3,84" has a decimal comma',
  ],
  [
    'udacity, a log of a German desktop',
    'udacity',
    () => udacityFolder((name, i) => `IMG/${name},IMG/l.jpg,IMG/r.jpg,0,${10 + i},0,5,0,20,1`, ''),
    '10 columns, expected 7. Probably its numbers have decimal commas',
  ],
  [
    'udacity, with a header',
    'udacity',
    () => udacityFolder((name, i) => `IMG/${name},IMG/l.jpg,IMG/r.jpg,0,${10 + i},1,0,20`),
    '8 columns, expected 7. Probably',
  ],
  [
    'udacity, semicolons',
    'udacity',
    () => udacityFolder((name, i) => `IMG/${name};IMG/l.jpg;IMG/r.jpg;0,${10 + i};1;0;20`, ''),
    'has a decimal comma',
  ],
  [
    'morph2',
    'morph2',
    () => changed(morphFolder(), 'morph2_train.csv', 'path,age\n000001_00M20.jpg,4,5\n'),
    'row 2: 3 columns, expected 2. Probably',
  ],
  [
    'morph2, semicolons',
    'morph2',
    () => changed(morphFolder(), 'morph2_train.csv', 'path;age\n000001_00M20.jpg;4,0\n'),
    'row 2: the age "4,0" has a decimal comma',
  ],
  [
    '300w',
    '300w',
    () => changed(w300Folder(), 'face_landmarks_300w_train.csv', commaRows(landmarkCsv(['afw/1.jpg'], 68))),
    'columns, expected 140. Probably',
  ],
  ['.pts', '300w', () => changed(ptsFolder(), 'afw/1.pts', comma(formatPts(facePoints(68)))), 'has a decimal comma'],
  [
    'wflw',
    'wflw',
    () => changed(wflwFolder(), WFLW_LIST('train'), comma(wflwRow('a/1.jpg', facePoints(98)))),
    'row 1, column 1: "45,000000" has a decimal comma',
  ],
  [
    'biwi',
    'biwi',
    () => changed(biwiFolder(), '01/frame_00003_pose.txt', '1,0 0 0\n0 1 0\n0 0 1\n\n0 0 900\n'),
    'row 1, column 1: "1,0" has a decimal comma',
  ],
  [
    'pointing04',
    'pointing04',
    () => changed(pointingFolder(), 'Person01/person01100-15+30.txt', 'x.jpg\n\nFace\n30,5\n30\n24\n24\n'),
    'row 4: "30,5" has a decimal comma',
  ],
])('a decimal comma is no separator: %s', async (_, layout, make, message) => {
  const folder = await make();
  const { problems, samples } = await readFolder(layout, folder);
  const named = problems.filter((problem) => problem.includes(message));
  expect(named.length).toBeGreaterThan(0);
  // no sample is made of the rows that are named
  for (const { place } of samples) {
    expect(named.some((problem) => problem.startsWith(`${path.relative(folder, place)}:`))).toBe(false);
  }
});

/** The coordinates of a CSV's rows with decimal commas, as a spreadsheet would not quote them. */
function commaRows(csv: string): string {
  const [header, ...rows] = csv.split('\n');
  return [header, ...rows.map(comma)].join('\n');
}

test('what stands after the angle is a time or an error', async () => {
  const { problems } = await readFolder('driving', await drivingFolder(30, ['0.jpg 3,yesterday', '1.jpg 4, 12:30']));
  expect(problems[0]).toContain('row 1: "yesterday" after the angle is no date and time');
  expect(problems[1]).toContain('row 2: "12:30" after');
});

test('udacity: columns are those that the header names, whatever their order', async () => {
  const row = (name: string, i: number): string => `IMG/${name},IMG/l.jpg,IMG/r.jpg,0.9,${i / 100},0,20`;
  const { samples } = await readFolder(
    'udacity',
    await udacityFolder(row, 'Center, left, right, throttle, Steering, brake, speed'),
  );
  expect(samples[5].values[0]).toBeCloseTo(25 * 0.05, 10);
  const without = await readFolder('udacity', await udacityFolder(row, 'center,left,right,throttle,angle,brake,speed'));
  expect(without.problems[0]).toContain('no column "steering" in its header: center, left, right, throttle, angle');
  const twice = await readFolder('udacity', await udacityFolder(row, UDACITY_HEADER.replace('throttle', 'steering')));
  expect(twice.problems[0]).toContain('2 columns "steering"');
});

test('udacity without a header: the number of columns and their ranges are checked', async () => {
  const few = await readFolder('udacity', await udacityFolder((name) => `IMG/${name},l.jpg,r.jpg,0.1`, ''));
  expect(few.problems[0]).toContain('driving_log.csv, row 1: 4 columns, expected 7');
  const shifted = await readFolder(
    'udacity',
    await udacityFolder((name) => `IMG/${name},l.jpg,r.jpg,0.1,20,0,0.5`, ''),
  );
  expect(shifted.problems[0]).toContain('throttle "20", expected a number in -1…1');
});

test('HRNet’s columns are those that the header names; more or fewer points are another data set', async () => {
  const folder = await w300Folder();
  const rows = landmarkCsv(['afw/1.jpg', 'afw/2.jpg'], 68)
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  // scale behind the centre, a column without a name first, as pandas writes it
  const reordered = rows.map(([image, scale, x, y, ...points], i) => [i === 0 ? '' : i, image, x, y, scale, ...points]);
  put(folder, 'face_landmarks_300w_train.csv', reordered.map((cells) => cells.join(',')).join('\n'));
  const { samples, problems } = await readFolder('300w', folder);
  expect(problems).toEqual([]);
  expect(samples[0]).toMatchObject({ id: 'afw/1.jpg', crop: { centre: [30, 30] } });
  put(folder, 'face_landmarks_300w_train.csv', landmarkCsv(['afw/1.jpg'], 98));
  expect((await readFolder('300w', folder)).problems[0]).toContain('98 points (original_0_x, …), expected 68');
});

test('rows are counted with blank lines, in every table and list', async () => {
  const age = await changed(morphFolder(), 'morph2_train.csv', '\n\npath,age\n\n000001_00M20.jpg,4\n\r\n\nx.jpg,no\n');
  expect((await readFolder('morph2', age)).problems[0]).toContain('morph2_train.csv, row 8: the age "no"');
  const csv = landmarkCsv(['afw/1.jpg'], 68);
  const landmarks = await changed(w300Folder(), 'face_landmarks_300w_train.csv', `\n${csv.replace('\n', '\n\n')}\nx\n`);
  expect((await readFolder('300w', landmarks)).problems[0]).toContain('row 6: 1 columns, expected 140');
  const log = await udacityFolder((name, i) => `\n\nIMG/${name},l.jpg,r.jpg,${i === 1 ? 'x' : 0.1},0.5,0,20`);
  expect((await readFolder('udacity', log)).problems[0]).toContain('driving_log.csv, row 7: steering "x"');
  const list = await changed(wflwFolder(), WFLW_LIST('train'), `\n${wflwRow('a/1.jpg', facePoints(98))}\n\nx\n`);
  expect((await readFolder('wflw', list)).problems[0]).toContain('row 5: 1 columns, expected 207');
  const drive = await drivingFolder(30, ['', '0.jpg 1', '', '1.jpg x']);
  expect((await readFolder('driving', drive)).problems[0]).toContain('data.txt, row 4: the angle "x"');
  const points = await changed(
    ptsFolder(),
    'afw/1.pts',
    `\nversion: 1\n\n${formatPts(facePoints(68)).slice(11, -3)}x\n}\n`,
  );
  expect((await readFolder('300w', points)).problems[0]).toMatch(/1\.pts, row \d+/);
});

test('rows of empty cells, line ends of every system, quotes', () => {
  const rows = parseRows('a,b\r\n,\r1,"x, y"\n\n2,3\r\n', 'a.csv', throwProblem);
  expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
    [1, 'a', 'b'],
    [3, '1', 'x, y'],
    [5, '2', '3'],
  ]);
  const problems: string[] = [];
  const table = Table.parse('a,b\n"1,2\n3,4\n', 'a.csv', ({ message }) => problems.push(message));
  expect([table.rows.map(({ row }) => row), problems]).toEqual([
    [3],
    [expect.stringContaining('row 2: a quotation mark')],
  ]);
});

test('text in another encoding is called that; a byte order mark is none of the text', async () => {
  const folder = await morphFolder();
  const text = 'path,age\n000001_00M20.jpg,4\n';
  const file = put(folder, 'morph2_train.csv', Buffer.from(`\ufeff${text}`, 'utf16le'));
  expect((await readFolder('morph2', folder)).problems[0]).toContain('UTF-16 text');
  writeFileSync(file, Buffer.from(text, 'utf16le'));
  expect((await readFolder('morph2', folder)).problems[0]).toContain('UTF-16 text');
  writeFileSync(file, Buffer.from('path,age\nM\xfcller.jpg,4\n', 'latin1'));
  expect((await readFolder('morph2', folder)).problems[0]).toContain('not UTF-8 text');
  writeFileSync(file, Buffer.alloc(5000, 'a\0bcdefgh'));
  expect((await readFolder('morph2', folder)).problems[0]).toContain('zero bytes');
  writeFileSync(file, `\ufeff${text}`);
  expect((await readFolder('morph2', folder)).problems).toEqual([]);
});

test.each([
  ['a\\b.jpg', 'has a backslash. Write paths with /'],
  ['', 'name is empty'],
  ['C:/a.jpg', 'outside the data folder'],
  ['a/../../b.jpg', 'outside the data folder'],
  ['a\0.jpg', 'zero byte'],
])('the path %j: %s', (name, message) => {
  expect(() => checkInside(name, 'a.csv, row 3')).toThrow(message);
});

test('"remove the row" is said where there is one; an empty cell is empty; a pixel limit is named', async () => {
  const folder = await morphFolder();
  put(folder, 'morph2_train.csv', 'path,age\n000001_00M20.jpg,\ngone.jpg,4\n');
  put(folder, '000003_00M20.jpg', 'no image');
  const { problems, listing } = await readFolder('morph2', folder);
  expect(problems).toEqual([
    'morph2_train.csv, row 2: the age is empty, expected a number.',
    expect.stringMatching(/row 3: the image .*gone\.jpg is not there\. Put it there or remove the row\./),
  ]);
  await expect(listing.read(listing.samples[0])).rejects.toThrow(/row 2: .* is not a whole image .* or remove the row/);
  const utk = newFolder();
  await putImages(utk, ['20_0_1_20170109.jpg']);
  put(utk, '21_0_1_20170109.jpg', 'no image');
  await putImages(utk, ['22_0_1_20170109.png'], { width: 8000, height: 7000 });
  const faces = (await readFolder('utkface', utk)).listing;
  await expect(faces.read(faces.samples[1])).rejects.toThrow(/the file is not a whole image .* or remove the file/);
  await expect(faces.read(faces.samples[2])).rejects.toThrow('more than 50 million pixels');
});

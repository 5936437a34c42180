import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkData } from '../../src/data/checkData';
import { identityOf } from '../../src/data/dataIdentity';
import { openData } from '../../src/data/openData';
import {
  AGE_HEADER,
  drivingFolder,
  filesFolder,
  morphFolder,
  newFolder,
  put,
  putImages,
  UTK_NAMES,
} from '../support/dataFolders';

process.env.RLEL_DATA = newFolder();
const request = { benchmark: 'AE1', method: 'rlel', profile: 'quick', seed: 1 };
const asList = async (name: string, folder: string, file = path.join(newFolder(), 'broken.json')) =>
  put(path.dirname(file), path.basename(file), JSON.stringify(await checkData(name, folder)));
const open = (folder: string, skipBroken?: string) => openData(request, { folder, trainList: null, skipBroken });

/** MORPH-II with a bad row, a missing image and two broken ones. */
async function brokenMorph(): Promise<string> {
  const folder = await morphFolder();
  await putImages(folder, ['000007_00M20.jpg', '000008_00M20.jpg']);
  const rows = ['000001_00M20.jpg,4', '000002_00M20.jpg,4', 'gone.jpg,4', '000007_00M20.jpg,4,5', '000008_00M20.jpg,4'];
  put(folder, 'morph2_train.csv', `${AGE_HEADER}${rows.join('\n')}\n`);
  put(folder, '000008_00M20.jpg', 'no image');
  put(folder, '000003_00M20.jpg', 'no image');
  await putImages(folder, ['000009_00M20.jpg']);
  put(folder, 'morph2_valid.csv', `${AGE_HEADER}000003_00M20.jpg,4\n000004_00M20.jpg,4\n000009_00M20.jpg,4\n`);
  return folder;
}

test('all problems are found at once: rows, missing images, images that cannot be decoded', async () => {
  const { problems, decoded, passedOver } = await checkData('morph2', await brokenMorph());
  expect(problems.map(({ file, row, sample }) => [file, row, sample])).toEqual([
    ['morph2_train.csv', 5, null],
    ['morph2_train.csv', 4, null],
    ['morph2_train.csv', 6, '000008_00M20.jpg'],
    ['morph2_valid.csv', 2, '000003_00M20.jpg'],
  ]);
  expect(problems.every(({ canBeLeftOut }) => canBeLeftOut)).toBe(true);
  expect(decoded).toBe(8);
  expect(passedOver).toEqual([
    { reason: 'an image that no label or list names', count: 1, examples: ['000007_00M20.jpg'] },
  ]);
});

test('every image is decoded, with progress; a number of them is spread over the set', async () => {
  const folder = await filesFolder(UTK_NAMES);
  put(folder, UTK_NAMES[13], 'no image');
  const seen: number[] = [];
  const all = await checkData('utkface', folder, { onProgress: (done, total) => seen.push(done / total) });
  expect([all.decoded, all.problems.length, seen.at(-1)]).toEqual([20, 1, 1]);
  expect(all.problems[0]).toMatchObject({ file: UTK_NAMES[13], sample: UTK_NAMES[13] });
  expect(await checkData('utkface', folder, { sample: 3 })).toMatchObject({ decoded: 3, problems: [] });
  expect(await checkData('utkface', folder, { sample: 0 })).toMatchObject({ decoded: 0, problems: [] });
});

test('a list leaves broken samples out, and the data’s identity says which', async () => {
  const folder = await brokenMorph();
  await expect(open(folder)).rejects.toThrow('2 problem(s)');
  const data = await open(folder, await asList('morph2', folder));
  data.close();
  expect(data.samples.map(({ id }) => id)).toEqual([1, 2, 4, 9, 5, 6].map((i) => `00000${i}_00M20.jpg`));
  expect(identityOf(data).leftOut).toEqual([
    '000003_00M20.jpg',
    '000008_00M20.jpg',
    'morph2_train.csv, row 4',
    'morph2_train.csv, row 5',
  ]);
  expect(data.notes).toContain('4 left out as the list of broken samples says');
  const again = await open(`${folder}/`, await asList('morph2', `${path.dirname(folder)}/./${path.basename(folder)}/`));
  again.close();
  expect(identityOf(again)).toEqual(identityOf(data));
});

test('a list of other data, or no list, is refused; what no sample can do away with stays', async () => {
  const folder = await brokenMorph();
  const list = await asList('morph2', folder);
  const rows = readFileSync(path.join(folder, 'morph2_train.csv'), 'utf8');
  put(folder, 'morph2_train.csv', rows.replace('path,age\n', 'path,age\n\n')); // every row moves by one
  await expect(open(folder, list)).rejects.toThrow(/"morph2_train\.csv, row 5" is no broken sample/);
  put(folder, 'morph2_train.csv', rows);
  rmSync(path.join(folder, 'morph2_test.csv'));
  put(folder, 'morph2_test.csv', 'name,years\n');
  await expect(open(folder, await asList('morph2', folder))).rejects.toThrow('no column "path"');
  const text = put(folder, 'list.txt', '000003_00M20.jpg\n');
  await expect(open(folder, text)).rejects.toThrow('list.txt: not a list of "rlel data check --json"');
  await expect(open(folder, path.join(folder, 'none.json'))).rejects.toThrow('none.json: not there');
});

test('on the command line: data check --json, and a run that records what it left out', async () => {
  const folder = await drivingFolder(40);
  put(folder, '7.jpg', 'no image');
  const cli = path.resolve(__dirname, '../../bin/rlel.cjs');
  const rlel = (...words: string[]) => spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8' });
  const check = rlel('data', 'check', 'driving', folder, '--json');
  expect([check.status, check.stderr]).toEqual([1, expect.stringContaining('1 problem(s)')]);
  expect(JSON.parse(check.stdout).problems).toEqual([
    expect.objectContaining({ file: 'data.txt', row: 8, sample: '7.jpg', canBeLeftOut: true }),
  ]);
  expect(rlel('data', 'check', 'driving', folder).stdout).toContain('data.txt, row 8: 7.jpg is not a whole image');
  expect(rlel('data', 'check', 'driving', folder, '--sample', '2').status).toBe(0);
  const results = newFolder();
  const list = put(results, 'broken.json', check.stdout);
  const words = ['run', '--benchmark', 'PN', '--method', 'direct', '--data', folder, '--epochs', '1'];
  const run = rlel(...words, '--results', results, '--skip-broken', list);
  expect(run.status, run.stderr).toBe(0);
  expect(run.stderr).toContain('data: 1 left out as the list of broken samples says');
  const [id] = readdirSync(path.join(results, 'runs'));
  const config = JSON.parse(readFileSync(path.join(results, 'runs', id, 'config.json'), 'utf8'));
  expect(config.data.leftOut).toEqual(['7.jpg']);
});

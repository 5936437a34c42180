import { renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineBenchmark } from '../../src/benchmarks/defineBenchmark';
import { registerBenchmark } from '../../src/benchmarks/registry';
import { resolveSettings } from '../../src/benchmarks/request';
import { checkData } from '../../src/data/checkData';
import { identityOf, layoutOn } from '../../src/data/dataIdentity';
import { openData } from '../../src/data/openData';
import { proposeLabel } from '../../src/datasets/proposeLabel';
import { sampleTiles } from '../../src/notebook/sampleTiles';
import { toPlan } from '../../src/plans/plan';
import { newFolder, put, putImages, readFolder } from '../support/dataFolders';

process.env.RLEL_DATA = newFolder();
const NAMES = Array.from({ length: 20 }, (_, i) => `a/${i}.png`);

/** Images with a table of labels. */
async function folderWith(header: string, rowOf: (name: string, i: number) => string, names = NAMES): Promise<string> {
  const folder = newFolder();
  await putImages(folder, names);
  put(folder, 'labels.csv', [header, ...names.map(rowOf)].join('\n'));
  return folder;
}
const dials = () => folderWith('image,pressure,angle', (name, i) => `${name},${i / 2},${0 - 3 * i}`);
const request = { benchmark: 'own.dials', method: 'rlel', profile: 'quick', seed: 1 };

test('labels are those that the header names; a fifth tests, by a fixed seed; images lie beside the table or in images/', async () => {
  const folder = await dials();
  const { samples, problems, notes } = await readFolder('images', folder);
  expect(problems).toEqual([]);
  expect(samples.map(({ id, values }) => [id, values])).toEqual(NAMES.map((name, i) => [name, [i / 2, 0 - 3 * i]]));
  const parts = samples.map(({ part }) => part);
  expect(parts.filter((part) => part === 'test')).toHaveLength(4);
  expect(notes).toEqual([
    'pressure: range 0…9.5 and 96 levels, proposed from the labels',
    'angle: range -57…0 and 58 levels, proposed from the labels',
  ]);
  const moved = await folderWith('path;pressure', (name, i) => `${name};${i}`, NAMES.slice(0, 5));
  renameSync(path.join(moved, 'a'), path.join(moved, 'images'));
  put(moved, 'labels.csv', `path;pressure\n${[0, 1, 2].map((i) => `${i}.png;${i}`).join('\n')}\n`);
  const found = await readFolder('images', moved);
  expect([found.samples.length, found.problems]).toEqual([3, []]);
  expect(found.notes).toContain('2 passed over: an image that no label or list names (images/3.png, images/4.png)');
});

test('the table says the parts, and which images belong together', async () => {
  const words = ['train', 'Training', 'val', 'valid', 'validation', 'test'];
  const split = await folderWith('image,split,level,group', (name, i) => `${name},${words[i % 6]},${i},${i % 6}`);
  const { samples, problems } = await readFolder('images', split);
  expect(problems).toEqual([]);
  expect(samples.slice(0, 6).map(({ part, values, group }) => [part, values, group])).toEqual([
    ['train', [0], '0'],
    ['train', [1], '1'],
    ['validation', [2], '2'],
    ['validation', [3], '3'],
    ['validation', [4], '4'],
    ['test', [5], '5'],
  ]);
  const groups = await folderWith('image,level,group', (name, i) => `${name},${i},person ${Math.floor(i / 2)}`);
  const drawn = (await readFolder('images', groups)).samples;
  const sides = new Map(drawn.map(({ group, part }) => [group, part]));
  expect(drawn.every(({ group, part }) => sides.get(group) === part)).toBe(true);
  expect([...sides.values()].filter((part) => part === 'test')).toHaveLength(2);
});

test('mirrored copies stay with their images', async () => {
  const names = NAMES.flatMap((name) => [name, name.replace('.png', '_mirror.png')]);
  const { samples, problems } = await readFolder(
    'images',
    await folderWith('image,x', (name, i) => `${name},${i}`, names),
  );
  expect(problems).toEqual([]);
  for (let i = 0; i < samples.length; i += 2) expect(samples[i + 1].part).toBe(samples[i].part);
  expect(new Set(samples.map(({ part }) => part)).size).toBe(2);
});

describe('what is wrong is told with its row', () => {
  test.each([
    [
      'no column of images',
      'photo,x',
      (name: string) => `${name},1`,
      'labels.csv: no column "image" in its header: photo, x.',
    ],
    ['no labels', 'image,split', (name: string) => `${name},train`, 'labels.csv: no column of labels.'],
    [
      'a column of words',
      'image,x,note',
      (name: string, i: number) => `${name},${i},good`,
      'column "note" has no number (but "good")',
    ],
    [
      'a decimal comma',
      'image;x',
      (name: string, i: number) => `${name};3,${i}`,
      'row 2: x "3,0" has a decimal comma. Write 3.0.',
    ],
    [
      'a comma too much',
      'image,x',
      (name: string, i: number) => `${name},3,${i}`,
      'row 2: 3 columns, expected 2. Probably its numbers have decimal commas',
    ],
    ['an empty label', 'image,x', (name: string, i: number) => `${name},${i === 1 ? '' : i}`, 'row 3: x is empty'],
    [
      'an unknown part',
      'image,x,split',
      (name: string, i: number) => `${name},${i},${i ? 'test' : 'dev'}`,
      'row 2: split "dev"',
    ],
    [
      'no group',
      'image,x,group',
      (name: string, i: number) => `${name},${i},${i ? 'a' : ''}`,
      'row 2: the group is empty',
    ],
    ['an image twice', 'image,x', (_: string, i: number) => `a/1.png,${i}`, 'row 3: a/1.png stands in'],
    [
      'an image that is not there',
      'image,x',
      (name: string, i: number) => `${i ? name : 'gone.png'},${i}`,
      'row 2: the image',
    ],
    [
      'a path out of the folder',
      'image,x',
      (name: string, i: number) => `${i ? name : '../x.png'},${i}`,
      'row 2: the file "../x.png" lies outside',
    ],
    ['a label that never changes', 'image,x', (name: string) => `${name},7`, 'every x is 7: there is nothing to learn'],
    [
      'a group on two sides',
      'image,x,split,group',
      (name: string, i: number) => `${name},${i},${i % 2 ? 'test' : 'train'},g`,
      'row 3: group g is in the test part here, and in the train part',
    ],
    [
      'two columns of one name',
      'image,x,x',
      (name: string, i: number) => `${name},${i},${i}`,
      '2 columns "x" in its header',
    ],
  ])('%s', async (_, header, row, message) => {
    const { problems } = await readFolder('images', await folderWith(header, row));
    expect(problems[0]).toContain(message);
  });

  test('a column without a name is passed over', async () => {
    const { samples, notes } = await readFolder(
      'images',
      await folderWith(',image,x', (name, i) => `${i},${name},${i}`),
    );
    expect(samples[3].values).toEqual([3]);
    expect(notes).toContain('1 passed over: a column without a name (labels.csv, column 1)');
  });
});

test.each([
  [[0.2, 3.1, 9.71], [0.2, 9.8], 97],
  [[0, 1], [0, 1], 2],
  [[18, 75, 40], [18, 75], 58],
  [[-0.001, 0.0005], [-0.001, 0.0005], 76],
  [[-1250.5, 8000], [-1300, 8000], 94],
  [[0, 100_000], [0, 100_000], 101],
  [[1e-9, 3e-9], [1e-9, 3e-9], 101],
  [[1000.01, 1000.02], [1000.01, 1000.02], 101],
])('%j: range %j, %i levels', (values, range, levels) => {
  const label = proposeLabel('x', values);
  expect(label).toEqual({ name: 'x', range, levels });
  for (const value of values) expect(value >= label.range[0] && value <= label.range[1]).toBe(true);
});

test('a run’s labels are those of the table, with what the request says over them', async () => {
  const folder = await dials();
  const data = await openData(request, { folder, trainList: null });
  data.close();
  const identity = identityOf(data);
  expect(identity).toMatchObject({ source: 'open', format: 'images' });
  const own = { pressure: { range: [0, 9.5], levels: 96 }, angle: { range: [-57, 0], levels: 58 } };
  const labels = (settings = {}) => resolveSettings({ ...request, settings }, layoutOn(identity)).labels;
  expect(labels()).toEqual(Object.entries(own).map(([name, space]) => ({ name, outputs: 1, ...space })));
  expect(labels({ levels: 20 }).map(({ range, levels }) => [range, levels])).toEqual([
    [[0, 9.5], 20],
    [[-57, 0], 20],
  ]);
  expect(resolveSettings(request, layoutOn(identity)).changes).toEqual({});
  const narrow = { ...request, settings: { range: [-60, 5] } };
  await expect(openData(narrow, { folder, trainList: null })).rejects.toThrow(
    '9 labels of pressure outside the label range -60…5, as 5.5 of a/11.png',
  );
  const single = { ...request, settings: { network: 'pilotnet' } };
  await expect(openData(single, { folder, trainList: null })).rejects.toThrow('the labels are pressure (1), angle (1)');
});

test('the table may lie elsewhere; other labels, or another name for one, are other data', async () => {
  const folder = await dials();
  const elsewhere = put(newFolder(), 'mine.csv', `image,x\n${NAMES.map((name, i) => `${name},${i}`).join('\n')}\n`);
  const identity = async (labels?: string) => {
    const data = await openData(request, { folder, labels, trainList: null });
    data.close();
    return identityOf(data);
  };
  const [beside, other] = [await identity(), await identity(elsewhere)];
  expect(other.labels).toEqual([{ name: 'x', range: [0, 19], levels: 20 }]);
  expect(other.fingerprint).not.toBe(beside.fingerprint);
  expect(await checkData('images', folder, { labels: elsewhere })).toMatchObject({
    ranges: { x: [0, 19] },
    problems: [],
  });
  const tiles = await sampleTiles('own.dials', { count: 2, data: folder, labels: elsewhere });
  expect(tiles.map(({ caption }) => caption)).toEqual(['5', '15']);
  const age = { ...request, benchmark: 'AE1' };
  await expect(openData(age, { folder, labels: elsewhere, trainList: null })).rejects.toThrow(
    'AE1 reads no labels from a file',
  );
  await expect(checkData('utkface', folder, { labels: elsewhere })).rejects.toThrow('"images" reads such');
});

test('a benchmark that names labels itself reads a table that has those, in its own range', async () => {
  const labels = [{ name: 'pressure', outputs: 1, range: [0, 20], levels: 41 }] as const;
  const settings = { labels, network: { name: 'resnet34-compact', theta: 10 }, training: {} };
  const named = (name: string) =>
    defineBenchmark({ name, title: name, task: 'regression', layouts: ['images'], paper: null, settings });
  registerBenchmark(named('GAUGE'));
  const gauge = { ...request, benchmark: 'GAUGE' };
  const folder = await folderWith('image,pressure', (name, i) => `${name},${i}`);
  (await openData(gauge, { folder, trainList: null })).close();
  expect(resolveSettings(gauge, { proposed: [{ name: 'pressure', range: [0, 19], levels: 20 }] }).labels).toEqual(
    labels,
  );
  await expect(openData(gauge, { folder: await dials(), trainList: null })).rejects.toThrow(
    'its labels are pressure, angle, but those of the benchmark are pressure',
  );
  expect(() => registerBenchmark(named('own.gauge'))).toThrow('names that begin with "own."');
});

test('a plan names images and their labels; levels and ranges of a grid are runs of their own', () => {
  const group = { why: 'mine', images: 'pics', labels: 'some where/my dials.csv', methods: ['lel'], seeds: [1] };
  const plan = (...groups: unknown[]) => toPlan({ name: 'mine', groups }, 'mine.json');
  const { runs } = plan(group, { ...group, grid: { levels: [2, 101] } }, { ...group, grid: { range: [[0, 1]] } });
  expect(runs).toHaveLength(4);
  expect(runs[0]).toMatchObject({ request: { benchmark: 'own.my-dials' }, data: 'pics', labels: group.labels });
  expect(plan({ ...group, benchmarks: ['own.dials'] }).runs[0].request.benchmark).toBe('own.dials');
  expect(() => plan({ ...group, images: undefined })).toThrow('expected benchmarks, or images with labels');
  expect(() => plan({ ...group, benchmarks: ['AE1'] })).toThrow('images are for benchmarks own.NAME');
  expect(() => plan({ ...group, data: 'x' })).toThrow('data and images: expected one of the two');
  expect(() => plan({ ...group, images: undefined, benchmarks: ['PN'] })).toThrow(
    'labels have no effect without images',
  );
});

import { existsSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeFound, findData, requireData } from '../../src/data/findData';
import { forgetSet, type KnownSet, knownSets, rememberSet } from '../../src/data/knownSets';
import { downloadOf, obtainingOf } from '../../src/data/obtaining';
import { allLayouts, layoutNamed } from '../../src/datasets/layouts/registry';
import { type PlanSource, toPlan } from '../../src/plans/plan';
import { newFolder, put } from '../support/dataFolders';

const root = newFolder();
process.env.RLEL_DATA = root;

function known(name: string, source: KnownSet['source'], change: Partial<KnownSet> = {}): KnownSet {
  const set = {
    name,
    source,
    folder: newFolder(),
    labels: null,
    samples: 7,
    skipBroken: null,
    checkedAt: '2024-06-01',
    ...change,
  };
  rememberSet(set);
  return set;
}
const forgetAll = (): void => {
  for (const { name } of knownSets()) forgetSet(name);
};

test('sets are remembered, one a name, and forgotten; their folders stay', () => {
  forgetAll();
  known('biwi', 'open');
  const later = known('biwi', 'official');
  const wflw = known('wflw', 'open', { skipBroken: '/lists/broken.json' });
  expect(knownSets()).toEqual([later, wflw]);
  forgetSet('biwi');
  expect(knownSets()).toEqual([wflw]);
  expect(existsSync(later.folder)).toBe(true);
  expect(() => forgetSet('biwi')).toThrow('biwi was not added here. Added are: wflw.');
  expect(() => forgetSet('byway')).toThrow('Unknown data set "byway"');
});

test('a file that is damaged is named, and what to do', () => {
  forgetAll();
  const file = put(path.join(root, 'sets'), 'wflw.json', '{"name":"wflw"');
  expect(() => knownSets()).toThrow(`${file}: not what "rlel data add" wrote. Remove the file`);
  renameSync(file, path.join(newFolder(), 'x'));
  expect(readdirSync(path.join(root, 'sets'))).toEqual([]);
});

test('official finds the paper’s set where all of it is here, open what stands in, best the former, else the latter, else the twin', () => {
  forgetAll();
  const [morph, utk, part] = [known('morph2', 'official'), known('utkface', 'open'), known('300w', 'open')];
  const found = (benchmark: string, wanted: Parameters<typeof findData>[2]) => {
    const { source, set } = findData(benchmark, 'quick', wanted);
    return [source, set?.folder ?? null];
  };
  expect(found('AE1', 'official')).toEqual(['official', morph.folder]);
  expect(found('AE1', 'open')).toEqual(['open', utk.folder]);
  expect(found('AE1', 'best')).toEqual(['official', morph.folder]);
  expect(found('AE1', 'twin')).toEqual(['twin', null]);
  expect(found('AE2', 'official')).toEqual([null, null]);
  expect(found('AE2', 'best')).toEqual(['open', utk.folder]);
  expect(found('FLD2', 'official')).toEqual([null, null]);
  expect(found('FLD2', 'best')).toEqual(['open', part.folder]);
  expect(found('PN', 'best')).toEqual(['twin', null]);
});

test('what is missing is told with its page, and what is not whole, or gone, with its folder', () => {
  forgetAll();
  const part = known('300w', 'open');
  const gone = known('wflw', 'official', { folder: path.join(newFolder(), 'gone') });
  const table = describeFound(['AE1', 'FLD2', 'FLD2_s', 'FLD3'].map((name) => findData(name, 'paper', 'official')));
  expect(table.split('\n')[0]).toMatch(/^AE1 +missing +left out$/);
  expect(table).toContain(
    'AE1 needs\n  morph2 (MORPH-II (Academic), the published split; by contract): ask for a licence',
  );
  expect(table).toContain(
    `FLD2, FLD2_s needs\n  300w: ${part.folder} has 7 samples and counts as open, not as official`,
  );
  expect(table).toContain(`FLD3 needs\n  wflw: ${gone.folder} is not there any more`);
  expect(() => requireData('AE1', 'quick', 'open')).toThrow('rlel data add utkface FOLDER');
});

const group: PlanSource['groups'][number] = {
  why: 'a table',
  benchmarks: ['AE1', 'PN'],
  methods: ['rlel'],
  seeds: [1],
};
const plan = (groups: unknown[], wanted?: 'official' | 'best') => toPlan({ name: 'mine', groups }, 'mine.json', wanted);

test('a plan runs on the sets that were added, with their lists of broken samples, and says what it left out', () => {
  forgetAll();
  const morph = known('morph2', 'official', { skipBroken: '/lists/broken.json' });
  const { runs, found } = plan([{ ...group, source: 'official' }]);
  expect(runs.map(({ request, data, skipBroken }) => [request.benchmark, data, skipBroken])).toEqual([
    ['AE1', morph.folder, '/lists/broken.json'],
  ]);
  expect(found.map(({ benchmark, source }) => [benchmark, source])).toEqual([
    ['AE1', 'official'],
    ['PN', null],
  ]);
  const best = plan([group, { ...group, benchmarks: ['PN'], data: '/drives/mine' }], 'best');
  expect(best.runs.map(({ request, data }) => [request.benchmark, data])).toEqual([
    ['AE1', morph.folder],
    ['PN', null],
    ['PN', '/drives/mine'],
  ]);
  expect(plan([group]).found).toEqual([]);
});

test('a plan without any data is refused with what to do; data and a source exclude each other', () => {
  forgetAll();
  expect(() => plan([group], 'official')).toThrow(
    /mine\.json: no data for any of its runs\.\nAE1 +missing[\s\S]*rlel data add driving FOLDER/,
  );
  expect(() => plan([{ ...group, data: '/x', source: 'open' }])).toThrow('data and source: expected one of the two');
  expect(() => plan([{ ...group, skipBroken: 'x.json' }])).toThrow('skipBroken has no effect without data');
});

test('every layout of the kit says where its data are; a download has the owner’s host', () => {
  for (const layout of allLayouts().filter(({ name }) => name !== 'images')) {
    const { page, download } = obtainingOf(layout.name) ?? {};
    expect(page, layout.name).toMatch(/^https?:\/\//);
    if (download) expect(new URL(download.url).host).toBe(new URL(page as string).host);
    else expect(() => downloadOf(layout)).toThrow(page);
  }
  expect(downloadOf(layoutNamed('cofw')).md5).toMatch(/^[0-9a-f]{32}$/);
});

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkData } from '../../src/data/checkData';
import { Findings } from '../../src/datasets/findings';
import { parseMat5, writeMat5 } from '../../src/datasets/formats/mat5';
import { mirrorOf } from '../../src/datasets/layouts/mirror';
import { allLayouts, layoutNamed, layoutOf } from '../../src/datasets/layouts/registry';
import { listFolder } from '../../src/datasets/listFolder';
import { type Listing, openListing } from '../../src/datasets/listing';
import { isTwin, twinIn, twinNamed, writeTwin } from '../../src/datasets/twins/registry';
import { LabelSpace } from '../../src/labels/labelSpace';
import { readFixture } from '../support/published';

const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-layouts-'));
const SIZE = { train: 40, test: 16, scenes: 'wild', seed: 1 } as const;
const TWINS = ['300w-lp', 'biwi', 'cofw', '300w', 'wflw', 'morph2', 'afad'];
const made = new Map<string, string>();

beforeAll(async () => {
  for (const name of TWINS) {
    const target = path.join(folder(), name);
    await writeTwin(name, target, SIZE);
    made.set(name, target);
  }
});

const twinOf = (name: string): string => made.get(name) as string;

/** A copy of a twin that a test may damage. */
function copyOf(name: string): string {
  const copy = path.join(folder(), name);
  cpSync(twinOf(name), copy, { recursive: true });
  return copy;
}

async function list(name: string, from: string): Promise<{ listing: Listing; found: string[] }> {
  const findings = new Findings();
  const listing = await listFolder(layoutNamed(name), from, findings, { maxAngle: 180 });
  return { listing, found: findings.problems.map(({ place, text }) => `${place}: ${text}`) };
}

const open = async (name: string, from = twinOf(name)) => {
  const { listing, found } = await list(name, from);
  expect(found).toEqual([]);
  return openListing(listing, {
    folder: from,
    format: name,
    source: 'twin',
    imageSize: [48, 48],
    cacheFolder: folder(),
    trainIds: null,
  });
};

describe('each twin is read by the reader of the real data set', () => {
  test.each(TWINS)('%s: counts, parts, decoded images, labels in range', async (name) => {
    expect(
      layoutOf(
        twinOf(name),
        allLayouts().map((layout) => layout.name),
      ).name,
    ).toBe(name);
    expect(isTwin(twinOf(name))).toBe(true);
    const data = await open(name);
    const { train, validation, test: held } = data.split;
    expect(train.length + validation.length).toBe(SIZE.train);
    expect(held.length).toBe(SIZE.test);
    expect(validation.length).toBeGreaterThan(0);
    const all = [...train, ...validation, ...held];
    expect(new Set(all).size).toBe(all.length);
    const [height, width] = data.imageShape;
    const pixels = new Uint8Array(height * width * 3);
    for (const index of [train[0], held[0]]) {
      data.readImage(index, pixels, 0);
      expect(new Set(pixels).size).toBeGreaterThan(20);
    }
    expect(data.samples.every(({ values }) => values.every(Number.isFinite))).toBe(true);
    data.close();
  });

  test.each(TWINS)('%s in plain scenes: small pictures, each seed its own', async (name) => {
    const fingerprints = new Set<string>();
    for (const seed of [1, 2]) {
      const target = path.join(folder(), name);
      const plan = { train: 24, test: 12, scenes: 'plain', seed } as const;
      await writeTwin(name, target, plan);
      expect(twinIn(target)).toEqual({ version: twinNamed(name).version, scenes: 'plain', train: 24, test: 12 });
      const { listing, found } = await list(name, target);
      expect(found).toEqual([]);
      const { picture } = await listing.read(listing.samples[0]);
      expect([picture.width, picture.height]).toEqual([64, 64]);
      listing.close?.();
      const data = await open(name, target);
      fingerprints.add(data.fingerprint);
      data.close();
    }
    expect(fingerprints.size).toBe(2);
  });

  test('a marker that is damaged is named', () => {
    const damaged = copyOf('afad');
    writeFileSync(path.join(damaged, 'SYNTHETIC.json'), '{"synthetic":true');
    expect(() => twinIn(damaged)).toThrow('SYNTHETIC.json');
  });

  test('the same seed gives the same files', async () => {
    const again = path.join(folder(), 'again');
    await writeTwin('wflw', again, SIZE);
    const files = (root: string) => readdirSync(root, { recursive: true }).map(String).sort();
    expect(files(again)).toEqual(files(twinOf('wflw')));
    for (const file of files(again).filter((name) => /\.(jpg|txt|json)$/.test(name))) {
      expect(readFileSync(path.join(again, file)).equals(readFileSync(path.join(twinOf('wflw'), file))), file).toBe(
        true,
      );
    }
  });

  test('an interrupted twin is made anew, a whole one left alone', async () => {
    const half = path.join(folder(), 'half');
    mkdirSync(half);
    writeFileSync(path.join(half, 'left-over.jpg'), '');
    await writeTwin('afad', half, SIZE);
    expect(existsSync(path.join(half, 'left-over.jpg'))).toBe(false);
    writeFileSync(path.join(half, 'mine.txt'), '');
    await writeTwin('afad', half, SIZE);
    expect(existsSync(path.join(half, 'mine.txt'))).toBe(true);
  });

  test('two processes that make the same twin at once leave it whole, and no drafts', async () => {
    const target = path.join(folder(), 'shared');
    const size = { ...SIZE, train: 12, test: 4 };
    await Promise.all([writeTwin('cofw', target, size), writeTwin('cofw', target, size)]);
    expect(isTwin(target)).toBe(true);
    expect(readdirSync(path.dirname(target))).toEqual(['shared']);
  });

  test('a draft of more than a day ago is removed, a younger one may be in use', async () => {
    const target = path.join(folder(), 'twin');
    const [old, young] = ['old', 'young'].map((name) => `${target}.tmp-${name}`);
    for (const draft of [old, young]) mkdirSync(draft);
    const twoDaysAgo = new Date(Date.now() - 48 * 3600 * 1000);
    utimesSync(old, twoDaysAgo, twoDaysAgo);
    await writeTwin('afad', target, { ...SIZE, train: 4, test: 2 });
    expect([old, young].map((draft) => existsSync(draft))).toEqual([false, true]);
  });

  test('BIWI is split by the published sequences, validation by whole sequences', async () => {
    const data = await open('biwi');
    const sequences = (indices: Int32Array) => new Set([...indices].map((i) => data.samples[i].id.split('/')[0]));
    expect(
      [...sequences(data.split.test)].every((name) => ['02', '07', '09', '14', '15', '19', '20'].includes(name)),
    ).toBe(true);
    const train = sequences(data.split.train);
    expect([...sequences(data.split.validation)].some((name) => train.has(name))).toBe(false);
    data.close();
  });

  test('subsets: 300W common and challenging, WFLW attributes', async () => {
    const names = async (layout: string) => {
      const { samples } = (await list(layout, twinOf(layout))).listing;
      return new Set(samples.filter(({ part }) => part === 'test').flatMap(({ subsets }) => subsets ?? []));
    };
    expect([...(await names('300w'))].sort()).toEqual(['challenging', 'common']);
    expect(
      [...(await names('wflw'))].every((name) =>
        ['pose', 'expression', 'illumination', 'make-up', 'occlusion', 'blur'].includes(name),
      ),
    ).toBe(true);
    expect((await names('wflw')).size).toBeGreaterThan(2);
  });
});

test('mirrored landmarks agree with the published order', () => {
  const { flip } = readFixture('metrics') as unknown as {
    flip: { dataset: string; source_index_after_flip: number[] }[];
  };
  for (const [dataset, count] of [
    ['COFW', 29],
    ['300W', 68],
    ['WFLW', 98],
  ] as const) {
    expect(mirrorOf(count)).toEqual(flip.find((entry) => entry.dataset === dataset)?.source_index_after_flip);
  }
});

test('AFLW2000 labels: levels agree with the published code', () => {
  const { inputs, outputs, tolerance } = readFixture('labels_aflw2000') as unknown as {
    inputs: { Pose_Para_first3: number[][] };
    outputs: { test: { cont_yaw_pitch_roll: number[]; level_yaw_pitch_roll: number[] }[] };
    tolerance: { abs: number };
  };
  const space = LabelSpace.fromOffset(99, 200);
  inputs.Pose_Para_first3.forEach(([pitch, yaw, roll], i) => {
    [yaw, pitch, roll].forEach((radians, a) => {
      const value = (radians * 180) / Math.PI;
      expect(Math.abs(space.toLevel(value) - outputs.test[i].cont_yaw_pitch_roll[a])).toBeLessThan(tolerance.abs);
      expect(space.quantize(value)).toBe(outputs.test[i].level_yaw_pitch_roll[a]);
    });
  });
});

describe('bad input: every problem is found, with its file and row', () => {
  test('300W-LP: missing partner, angle beyond ±99° left out, no pose, wrong unit, path outside, listed twice', async () => {
    const from = copyOf('300w-lp');
    const test = path.join(from, 'AFLW2000');
    const mat = (i: number) => path.join(test, `image0000${i}.mat`);
    const pose = (angles: number[]) =>
      writeMat5(
        new Map([
          ['Pose_Para', { shape: [1, angles.length], values: Float64Array.from(angles) }],
          [
            'pt2d',
            parseMat5(readFileSync(mat(9)), 'x', ['pt2d']).get('pt2d') as { shape: number[]; values: Float64Array },
          ],
        ]),
      );
    rmSync(mat(0));
    writeFileSync(mat(1), pose([0, 1.8, 0]));
    writeFileSync(mat(2), pose([0, 1]));
    writeFileSync(mat(3), pose([0, 4000, 0]));
    writeFileSync(mat(4), readFileSync(mat(4)).subarray(0, 200));
    const { listing, found } = await list('300w-lp', from);
    expect(listing.samples.filter(({ part }) => part === 'test').length).toBe(SIZE.test - 5);
    expect(found.length).toBe(4);
    expect(found[0]).toMatch(/image00000\.jpg: .*image00000\.mat is not there/);
    expect(found.join('\n')).toContain('radians');
    expect(found.join('\n')).toContain('cut off');
    writeFileSync(path.join(test, 'filelist.txt'), 'image00009\n../secret\nimage00009\n\nimage99999\n');
    const listed = (await list('300w-lp', from)).found.filter((problem) => problem.includes('filelist.txt'));
    expect(listed).toEqual([
      expect.stringContaining('row 2'),
      expect.stringContaining('row 3: image00009 stands in row 1 already'),
      expect.stringContaining('row 5'),
    ]);
  });

  test('BIWI: missing pose, broken pose, frames of another size', async () => {
    const from = copyOf('biwi');
    const at = (name: string) => path.join(from, '01', name);
    const [first, second] = readdirSync(path.join(from, '01')).filter((name) => name.endsWith('_pose.txt'));
    rmSync(at(first));
    writeFileSync(at(second), '1 2\n');
    const { found } = await list('biwi', from);
    expect(found.length).toBe(2);
    expect(found[0]).toContain(first);
    expect(found[1]).toContain('row 1');
  });

  test('300W: rows, images and faces far outside', async () => {
    const from = copyOf('300w');
    const file = path.join(from, 'face_landmarks_300w_train.csv');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[1] = lines[1].replace(/^[^,]+/, 'missing.jpg');
    lines[2] = lines[2].replace(/,[^,]+$/, ',99999');
    lines[3] = lines[3].replace(/,[^,]+$/, ',x');
    lines[4] = lines[5];
    writeFileSync(file, lines.join('\n'));
    const { found } = await list('300w', from);
    for (const part of ['row 2: the image', 'row 3: point 67', 'row 4, column 140', 'row 6: the same as row 5']) {
      expect(
        found.some((problem) => problem.includes(part)),
        part,
      ).toBe(true);
    }
    expect(found.length).toBe(4);
  });

  test('300W with .pts: a wrong count and a missing image', async () => {
    const from = folder();
    const points = Array.from({ length: 68 }, (_, i) => `${i} ${i * 2}`).join('\n');
    for (const [part, names] of [
      ['afw', ['1', '2', '3']],
      ['helen/testset', ['4', '5']],
    ] as const) {
      mkdirSync(path.join(from, part), { recursive: true });
      for (const name of names) {
        writeFileSync(path.join(from, part, `${name}.pts`), `version: 1\nn_points: 68\n{\n${points}\n}\n`);
        cpSync(path.join(twinOf('300w'), 'helen/trainset/0_1.jpg'), path.join(from, part, `${name}.jpg`));
      }
    }
    expect((await list('300w', from)).listing.samples.map(({ part }) => part).sort()).toEqual([
      'test',
      'test',
      'train',
      'train',
      'train',
    ]);
    rmSync(path.join(from, 'afw/1.jpg'));
    writeFileSync(path.join(from, 'afw/2.pts'), '{\n1 2\n}\n');
    const { found } = await list('300w', from);
    expect(found.join('\n')).toMatch(/1\.jpg is not there[\s\S]*1 points, expected 68/);
  });

  test('MORPH-II and AFAD: duplicate rows, ages out of range or at odds with the path, missing files', async () => {
    const from = copyOf('afad');
    const file = path.join(from, 'afad_train.csv');
    const [header, first, second, ...rest] = readFileSync(file, 'utf8').trim().split('\n');
    const other = second.replace(/\d+$/, (age) => String((Number(age) + 1) % 26));
    writeFileSync(file, [header, first, first, other, '99/111/1.jpg,84', '../x.jpg,3', 'a.jpg,', ...rest].join('\n'));
    rmSync(path.join(from, 'afad_valid.csv'));
    const { found } = await list('afad', from);
    for (const part of [
      'row 3',
      'the path says',
      'expected an integer in 0…25',
      'outside the data folder',
      'the age is empty',
      'afad_valid.csv: not there',
    ]) {
      expect(
        found.some((problem) => problem.includes(part)),
        part,
      ).toBe(true);
    }
    writeFileSync(file, 'name,years\n');
    expect((await list('afad', from)).found.join()).toContain('no column "path" in its header: name, years');
  });

  test('UTKFace and Pointing’04: names that tell nothing, missing boxes', async () => {
    const utk = folder();
    for (const name of ['20_0_1_20170104.jpg.chip.jpg', '300_0_1_2017.jpg.chip.jpg', 'me.jpg'])
      writeFileSync(path.join(utk, name), '');
    const ages = await list('utkface', utk);
    expect([ages.listing.samples.length, ages.found.length]).toEqual([1, 2]);
    const pointing = folder();
    mkdirSync(path.join(pointing, 'Person01'));
    for (const name of ['person01100-90+0.jpg', 'person01101-15+15.jpg', 'x.jpg', 'person01102+0+120.jpg'])
      writeFileSync(path.join(pointing, 'Person01', name), '');
    writeFileSync(
      path.join(pointing, 'Person01/person01101-15+15.txt'),
      'person01101-15+15.jpg\n\nFace\n10\n20\n0\n5\n',
    );
    const { found } = await list('pointing04', pointing);
    expect(found.length).toBe(4);
    expect(found.join('\n')).toMatch(/is not there[\s\S]*a box of 0 × 5[\s\S]*tilt 0, pan 120[\s\S]*expected a name/);
  });

  test('a folder in no layout is told what is expected', () => {
    expect(() => layoutOf(folder(), ['300w', 'cofw'])).toThrow(
      /300w: face_landmarks_300w_train\.csv[\s\S]*cofw: COFW_train/,
    );
  });

  test('data check: counts, ranges, all problems, and a part is not the whole', async () => {
    const check = await checkData('morph2', twinOf('morph2'));
    expect(check).toMatchObject({ counts: { train: 36, validation: 4, test: 16 }, source: 'twin', problems: [] });
    expect(check.ranges.age[0]).toBeGreaterThanOrEqual(16);
    const broken = copyOf('morph2');
    const image = readdirSync(broken).find((name) => name.endsWith('.jpg')) as string;
    writeFileSync(path.join(broken, image), 'not an image');
    rmSync(path.join(broken, 'SYNTHETIC.json'));
    const again = await checkData('morph2', broken);
    expect(again.problems).toEqual([
      expect.objectContaining({ row: 2, sample: image, problem: expect.stringContaining('is not a whole image') }),
    ]);
    expect(again.source).toBe('open');
    await expect(checkData('cofw', broken)).rejects.toThrow('COFW_train_color.mat');
  });
});

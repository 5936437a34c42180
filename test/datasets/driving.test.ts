import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/datasets/dataset';
import { prepareFrame } from '../../src/datasets/driving/frame';
import { parseDrivingLabels } from '../../src/datasets/driving/labelFile';
import { timeSplit } from '../../src/datasets/driving/split';
import { Findings } from '../../src/datasets/findings';
import { layoutOf } from '../../src/datasets/layouts/registry';
import { listFolder } from '../../src/datasets/listFolder';
import { openListing } from '../../src/datasets/listing';
import { drivingTwin } from '../../src/datasets/twins/drivingTwin';
import { writeTwinFolder } from '../../src/datasets/twins/folder';
import { LabelSpace } from '../../src/labels/labelSpace';
import { hash01 } from '../support/hash';

const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-data-'));
const parse = (text: string) => parseDrivingLabels(text, 'data.txt', 100);

async function open(
  from: string,
  cacheFolder: string,
  { maxAngle = 100, onProgress }: { maxAngle?: number; onProgress?: () => void } = {},
): Promise<Dataset> {
  const layout = layoutOf(from, ['driving', 'udacity']);
  const findings = new Findings();
  const listing = await listFolder(layout, from, findings, { maxAngle });
  findings.throwIfAny(from);
  const options = { folder: from, format: layout.name, source: 'twin' as const, imageSize: [33, 100] as const };
  return openListing(listing, { ...options, cacheFolder, trainIds: null, onProgress });
}
const drive = (into: string, seed: number) =>
  writeTwinFolder(drivingTwin, into, { train: 48, test: 12, scenes: 'wild', seed }, () => {});

describe('label file', () => {
  test('both row formats, line ends of Windows, blank lines, frames over the limit', () => {
    const { samples, skipped } = parse(
      '0.jpg 1.5\r\nIMG/1.jpg -3,2018-07-01 17:09:44:912\n\n2.jpg 100.5\n3.jpg -100\n',
    );
    expect(samples.map(({ id, value, row }) => [id, value, row])).toEqual([
      ['0.jpg', 1.5, 1],
      ['IMG/1.jpg', -3, 2],
      ['3.jpg', -100, 5],
    ]);
    expect(skipped.map(({ id }) => id)).toEqual(['2.jpg']);
  });
  test.each([
    ['0.jpg', 'row 1'],
    ['0.jpg 1\n1.jpg NaN', 'row 2'],
    ['0.jpg 1\n1.jpg Infinity', 'not a finite number'],
    ['0.jpg 1\n1.jpg 1 2', 'row 2'],
    ['0.jpg 1\n0.jpg 2', 'row 1 already'],
    ['../secret.jpg 1', 'outside the data folder'],
    ['/etc/passwd 1', 'outside the data folder'],
    ['a\\b.jpg 1', 'has a backslash'],
    ['', 'no usable row'],
    ['0.jpg 300', '1 skipped'],
  ])('%j: %s', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});

describe('published preprocessing', () => {
  const fixture = JSON.parse(readFileSync(path.join(__dirname, '../fixtures/preprocess.json'), 'utf8'));
  const noise = (layer: number) =>
    Uint8Array.from({ length: 256 * 455 * 3 }, (_, i) => Math.floor(256 * hash01(i, layer)));
  const smooth = (k: number) => {
    const pixels = new Uint8Array(256 * 455 * 3);
    for (let y = 0; y < 256; y++) {
      for (let x = 0; x < 455; x++) {
        for (let c = 0; c < 3; c++) {
          const value = 127.5 + 100 * Math.sin(0.05 * x + k + c) + 25 * Math.cos(0.11 * y - c);
          pixels[(y * 455 + x) * 3 + c] = Math.floor(Math.min(Math.max(value, 0), 255));
        }
      }
    }
    return pixels;
  };
  // the fixture's image is B, G, R already, which the reader turns round
  const picture = (pixels: Uint8Array) => {
    const swapped = Uint8Array.from(pixels, (_, i) => pixels[i - (i % 3) + 2 - (i % 3)]);
    return { width: 455, height: 256, pixels: swapped };
  };
  test.each(fixture.driving as { image: string; outputs: { at: number[]; values: number[] } }[])(
    '$image',
    ({ image, outputs }) => {
      const number = Number(/\d+/.exec(image)?.[0]);
      const result = prepareFrame(picture(image.startsWith('noise') ? noise(number) : smooth(number)), [66, 200]);
      outputs.at.forEach((at, i) => {
        expect(Math.abs(result[at] - outputs.values[i])).toBeLessThanOrEqual(fixture.tolerance.driving_abs);
      });
    },
  );
  test('labels: level = angle + 160', () => {
    const { inputs, outputs } = fixture.driving_item;
    const used = inputs.angles.find((angle: number) => Math.abs(angle) <= 100);
    expect(LabelSpace.fromOffset(160, 700).toLevel(used)).toBeCloseTo(outputs.label_item0, 4);
  });
});

test('split: contiguous blocks in time, each frame once', () => {
  const { train, validation, test: held } = timeSplit(200, 'data.txt');
  expect([...train, ...validation, ...held]).toEqual(Array.from({ length: 200 }, (_, i) => i));
  expect([train.length, validation.length, held.length]).toEqual([140, 20, 40]);
  expect(() => timeSplit(5, 'data.txt')).toThrow('data.txt: 5 frames, expected at least 20');
});

describe('twin and reader', () => {
  const [twin, cache] = [folder(), folder()];
  beforeAll(() => drive(twin, 3));

  test('the same seed gives the same bytes, another seed others; a whole folder is left alone', async () => {
    const [again, other] = [folder(), folder()];
    await drive(again, 3);
    await drive(other, 4);
    const all = (from: string) =>
      readdirSync(from)
        .sort()
        .map((name) => readFileSync(path.join(from, name)).toString('base64'));
    expect(all(again)).toEqual(all(twin));
    expect(all(other)).not.toEqual(all(twin));
    await drive(other, 3);
    expect(all(other)).not.toEqual(all(twin));
  });

  test('labels lie around the drawn angle by the stated noise', () => {
    const labels = readFileSync(path.join(twin, 'data.txt'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => Number(line.split(/[ ,]/)[1]));
    const scenes = readFileSync(path.join(twin, 'scene.csv'), 'utf8').trim().split(/\r?\n/);
    const column = scenes[0].split(',').indexOf('angle');
    const errors = scenes.slice(1).map((row, i) => labels[i] - Number(row.split(',')[column]));
    const rms = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(rms).toBeGreaterThan(0.7);
    expect(rms).toBeLessThan(1.3);
  });

  test('the fingerprint depends on content, not on place; images are decoded once', async () => {
    const first = await open(twin, cache);
    let decoded = 0;
    const again = await open(twin, cache, {
      onProgress: () => {
        decoded += 1;
      },
    });
    expect(decoded).toBe(0);
    const moved = folder();
    cpSync(twin, moved, { recursive: true });
    const elsewhere = await open(moved, cache);
    expect([again.fingerprint, elsewhere.fingerprint]).toEqual([first.fingerprint, first.fingerprint]);
    const [a, b] = [new Uint8Array(33 * 100 * 3), new Uint8Array(33 * 100 * 3)];
    first.readImage(7, a, 0);
    elsewhere.readImage(7, b, 0);
    expect(a).toEqual(b);
    expect(new Set(a).size).toBeGreaterThan(20);
    for (const data of [first, again, elsewhere]) data.close();
  });

  test('a cut-off cache is made anew', async () => {
    const own = folder();
    (await open(twin, own)).close();
    const images = readdirSync(own).find((name) => name.endsWith('.images')) as string;
    truncateSync(path.join(own, images), 100);
    const data = await open(twin, own);
    data.readImage(59, new Uint8Array(33 * 100 * 3), 0);
    data.close();
  });

  test('missing, cut-off and foreign images are named with their row', async () => {
    const broken = folder();
    cpSync(twin, broken, { recursive: true });
    truncateSync(path.join(broken, '4.jpg'), 2000);
    await expect(open(broken, folder())).rejects.toThrow(/row 5: .*4\.jpg is not a whole image/);
    writeFileSync(path.join(broken, '4.jpg'), 'not an image');
    utimesSync(path.join(broken, '4.jpg'), 1, 1);
    const left = folder();
    await expect(open(broken, left)).rejects.toThrow('row 5');
    expect(readdirSync(left)).toEqual([]);
    rmSync(path.join(broken, '4.jpg'));
    await expect(open(broken, folder())).rejects.toThrow(/row 5: .*4\.jpg is not there/);
    await expect(open(folder(), folder())).rejects.toThrow('data.txt with rows');
  });
});

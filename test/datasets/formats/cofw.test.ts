import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COFW_POINTS, type CofwFace, openCofw, writeCofw } from '../../../src/datasets/formats/cofw';
import { RlelError } from '../../../src/errors';
import { fuzz } from './damage';

const folder = mkdtempSync(path.join(tmpdir(), 'rlel-cofw-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

const faces: CofwFace[] = [0, 1, 2].map((f) => ({
  points: Array.from({ length: COFW_POINTS }, (_, l) => [10 * f + l, 100 + l + 0.5]),
  occluded: Array.from({ length: COFW_POINTS }, (_, l) => l % 3 === f),
  box: [f, 2, 30, 40],
}));
const picture = (index: number) => {
  const [width, height] = [4 + index, 3];
  return { width, height, pixels: Uint8Array.from({ length: 3 * width * height }, (_, i) => (7 * i + index) % 256) };
};
const write = (name: string, part: 'train' | 'test' = 'train') =>
  writeCofw(at(name), part, faces, async (index) => picture(index));

/** An HDF5 file with what `fill` puts there. */
async function hdf5(name: string, fill: (file: any, library: any) => void): Promise<string> {
  const library = await import('h5wasm/node');
  await library.ready;
  const file = new library.File(at(name), 'w');
  fill(file, library);
  file.close();
  return at(name);
}
const one = (file: any, rows: Record<string, number[]>, data: unknown) => {
  for (const [name, shape] of Object.entries(rows)) {
    file.create_dataset({ name, data: new Float64Array(shape.reduce((a, b) => a * b, 1)), shape });
  }
  if (data) file.create_dataset({ name: 'IsTr', data, shape: [1, 1] });
};
const LABELS = { phisTr: [87, 1], bboxesTr: [4, 1] };

beforeAll(() => write('train.mat'));

describe('COFW', () => {
  test.each(['train', 'test'] as const)('%s: what is written is read again, nothing temporary stays', async (part) => {
    await write(`${part}-again.mat`, part);
    const file = await openCofw(at(`${part}-again.mat`), part);
    expect(file.count).toBe(3);
    for (const index of [2, 0, 1]) {
      expect(file.face(index)).toEqual(faces[index]);
      expect(file.image(index)).toEqual(picture(index));
    }
    expect(() => file.face(3)).toThrow(RlelError);
    expect(() => file.image(3)).toThrow(RlelError);
    file.close();
    expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });
  test('arrays lie as MATLAB writes them; a grey image gets three channels', async () => {
    // MATLAB's 2 × 3 grey image [1 2 3; 4 5 6] is column-major: 1 4 2 5 3 6, in HDF5 an array of [3, 2]
    const name = await hdf5('grey.mat', (file) => {
      const image = file.create_dataset({ name: 'x', data: Uint8Array.of(1, 4, 2, 5, 3, 6), shape: [3, 2] });
      one(file, LABELS, [image.create_reference()]);
    });
    const file = await openCofw(name, 'train');
    const { width, height, pixels } = file.image(0);
    file.close();
    expect([width, height, ...pixels]).toEqual([3, 2, ...[1, 2, 3, 4, 5, 6].flatMap((value) => [value, value, value])]);
  });
  test('a failure while writing leaves nothing', async () => {
    const failing = writeCofw(at('failed.mat'), 'train', faces, () => Promise.reject(new Error('no picture')));
    await expect(failing).rejects.toThrow('no picture');
    expect(existsSync(at('failed.mat'))).toBe(false);
  });
  test.each<[string, () => Promise<string> | string, string]>([
    ['absent', () => at('nowhere.mat'), 'not there'],
    [
      'not HDF5',
      () => {
        writeFileSync(at('text.mat'), 'MATLAB 5.0 '.repeat(99));
        return at('text.mat');
      },
      'HDF5',
    ],
    [
      'cut off',
      () => {
        writeFileSync(at('cut.mat'), readFileSync(at('train.mat')).subarray(0, 900));
        return at('cut.mat');
      },
      'cannot be read',
    ],
    ['the other part', () => write('test.mat', 'test').then(() => at('test.mat')), 'no variable phisTr'],
    ['no images', () => hdf5('noimages.mat', (file) => one(file, LABELS, null)), 'no variable IsTr'],
    [
      'wrong rows',
      () => hdf5('rows.mat', (file) => one(file, { phisTr: [86, 1], bboxesTr: [4, 1] }, Uint8Array.of(1))),
      'expected 87 × faces',
    ],
    [
      'counts',
      () => hdf5('counts.mat', (file) => one(file, { phisTr: [87, 2], bboxesTr: [4, 2] }, Uint8Array.of(1))),
      'other counts',
    ],
  ])('%s is refused', async (_, make, message) => {
    const name = await make();
    const attempt = openCofw(name, 'train');
    await expect(attempt).rejects.toThrow(RlelError);
    await expect(attempt).rejects.toThrow(name);
    await expect(attempt).rejects.toThrow(message);
  });
  test.each<[string, (file: any, library: any) => unknown, string]>([
    ['no reference', () => Uint8Array.of(1), 'not a reference'],
    ['a reference to nothing', (_, { Reference }) => [new Reference(new Uint8Array(8).fill(77))], 'image 1 of IsTr'],
    ['a group', (file) => [file.create_group('g').create_reference()], 'does not lead to an array'],
    [
      'not bytes',
      (file) => [file.create_dataset({ name: 'x', data: new Float32Array(6), shape: [2, 3] }).create_reference()],
      'does not hold',
    ],
    [
      'two channels',
      (file) => [file.create_dataset({ name: 'x', data: new Uint8Array(12), shape: [2, 2, 3] }).create_reference()],
      'has shape 2 × 2 × 3',
    ],
    [
      'too many pixels',
      (file) => [
        file
          .create_dataset({
            name: 'x',
            data: new Uint8Array(1),
            shape: [1, 1],
            maxshape: [null, null],
            chunks: [64, 64],
          })
          .create_reference(),
      ],
      'more than 50000000',
    ],
  ])('image: %s', async (title, make, message) => {
    const name = await hdf5('image.mat', (file, library) => {
      one(file, LABELS, make(file, library));
      if (title === 'too many pixels') file.get('x').resize([10_000, 10_000]);
    });
    const file = await openCofw(name, 'train');
    const attempt = () => file.image(0);
    expect(attempt).toThrow(RlelError);
    expect(attempt).toThrow(name);
    expect(attempt).toThrow(message);
    file.close();
  });
  test('damaged files', async () => {
    const valid = readFileSync(at('train.mat'));
    const name = at('damaged.mat');
    await fuzz(
      valid,
      async (bytes) => {
        writeFileSync(name, bytes);
        const file = await openCofw(name, 'train');
        try {
          for (let index = 0; index < Math.min(file.count, 3); index++) {
            file.face(index);
            file.image(index);
          }
        } finally {
          file.close();
        }
      },
      name,
    );
    // the library still works after all that
    const file = await openCofw(at('train.mat'), 'train');
    expect(file.image(1)).toEqual(picture(1));
    file.close();
  });
});

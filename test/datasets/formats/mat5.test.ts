import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type Matrix, parseMat5, writeMat5 } from '../../../src/datasets/formats/mat5';
import { RlelError } from '../../../src/errors';
import { extract, fuzz } from './damage';

const matrix = (shape: number[], values: number[]): Matrix => ({ shape, values: Float64Array.from(values) });
const FILE = writeMat5(
  new Map([
    ['Pose_Para', matrix([1, 7], [0.1, -0.2, 0.3, 4, 5, 6, 7e-4])],
    ['pt2d', matrix([2, 3], [1, 2, 3, 4, 5, 6])],
  ]),
);
const parse = (bytes: Buffer, wanted: string[] = ['Pose_Para', 'pt2d']) => parseMat5(bytes, 'a.mat', wanted);

/** A data element: its type, its data, padded. */
function element(type: number, data: Buffer, claimed = data.length): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(claimed, 4);
  return Buffer.concat([head, data, Buffer.alloc((8 - (data.length % 8)) % 8)]);
}
const int32 = (...values: number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);
const header = FILE.subarray(0, 128);
const variable = (kind: number, flags: number, shape: number[], numbers: Buffer, name = 'v'): Buffer =>
  element(
    14,
    Buffer.concat([
      element(6, Buffer.from([kind, flags, 0, 0, 0, 0, 0, 0])),
      element(5, int32(...shape)),
      element(1, Buffer.from(name)),
      numbers,
    ]),
  );
const file = (...elements: Buffer[]): Buffer => Buffer.concat([header, ...elements]);
const compressed = (data: Buffer): Buffer => {
  const packed = deflateSync(data);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(15, 0);
  head.writeUInt32LE(packed.length, 4);
  return Buffer.concat([head, packed]); // not padded
};

describe('MATLAB level 5', () => {
  test('what is written is read again', () => {
    const read = parse(FILE);
    expect(read.get('pt2d')).toEqual(matrix([2, 3], [1, 2, 3, 4, 5, 6]));
    expect([...(read.get('Pose_Para')?.values ?? [])]).toEqual([0.1, -0.2, 0.3, 4, 5, 6, 7e-4]);
    expect([...parse(FILE, ['pt2d']).keys()]).toEqual(['pt2d']);
  });
  test('compressed variables, small elements, every storage type', () => {
    const small = Buffer.from([2, 0, 3, 0, 7, 8, 9, 0]); // 3 bytes of uint8
    expect(parse(file(compressed(variable(6, 0, [1, 3], small))), ['v']).get('v')).toEqual(matrix([1, 3], [7, 8, 9]));
    const stored: [number, ArrayBufferView][] = [
      [1, Int8Array.of(-1, 2)],
      [2, Uint8Array.of(255, 2)],
      [3, Int16Array.of(-1, 2)],
      [4, Uint16Array.of(65535, 2)],
      [5, Int32Array.of(-1, 2)],
      [6, Uint32Array.of(4294967295, 2)],
      [7, Float32Array.of(0.5, 2)],
      [9, Float64Array.of(0.1, 2)],
      [12, BigInt64Array.of(-1n, 2n)],
      [13, BigUint64Array.of(1n, 2n)],
    ];
    for (const [type, values] of stored) {
      const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
      const expected = Array.from(values as Float64Array, Number);
      const read = parse(file(compressed(variable(6, 0, [2, 1], element(type, bytes)))), ['v']);
      expect([...(read.get('v')?.values ?? [])], `type ${type}`).toEqual(expected);
    }
  });
  test('variables that are not wanted are skipped, whatever they are', () => {
    const others = [1, 2, 4, 5].map((kind) => variable(kind, 0, [1, 1], element(9, Buffer.alloc(8)), 'other'));
    expect(parse(file(...others, variable(6, 0, [1, 1], element(9, Buffer.alloc(8)))), ['v']).size).toBe(1);
  });
  const numbers = element(9, Buffer.alloc(16));
  const bigEndian = Buffer.from(FILE);
  bigEndian.write('MI', 126);
  const hdf5 = Buffer.alloc(600);
  hdf5.write('\x89HDF\r\n\x1a\n', 512, 'latin1');
  test.each<[string, Buffer, string]>([
    ['missing', FILE, 'no variable v'],
    ['complex', file(variable(6, 8, [1, 2], numbers)), 'complex'],
    ['sparse', file(variable(5, 0, [1, 2], numbers)), 'sparse'],
    ['cell', file(variable(1, 0, [1, 2], numbers)), 'cell'],
    ['struct', file(variable(2, 0, [1, 2], numbers)), 'struct'],
    ['text', file(variable(4, 0, [1, 2], numbers)), 'text'],
    ['rank 5', file(variable(6, 0, [1, 1, 1, 1, 2], numbers)), '2 to 4 dimensions'],
    ['negative side', file(variable(6, 0, [-1, -2], numbers)), '2 to 4 dimensions'],
    ['shape larger than data', file(variable(6, 0, [2147483647, 2147483647], numbers)), 'has 16 bytes'],
    ['unknown storage', file(variable(6, 0, [1, 2], element(99, Buffer.alloc(16)))), 'type 99'],
    ['claimed size', file(element(14, Buffer.alloc(8), 0xffff_fff0)), 'cut off at byte 128'],
    ['small element too large', file(Buffer.from([1, 0, 9, 0, 0, 0, 0, 0])), 'at most 4'],
    ['twice', file(variable(6, 0, [1, 2], numbers), variable(6, 0, [1, 2], numbers)), 'twice'],
    ['broken compression', file(element(15, Buffer.from('not zlib'))), 'cannot be read'],
    ['big-endian', bigEndian, 'big-endian, which is not supported'],
    ['MATLAB 7.3', hdf5, 'HDF5'],
    ['short', FILE.subarray(0, 90), 'too short'],
    ['empty', Buffer.alloc(0), 'too short'],
    ['other', Buffer.alloc(200, 'x'), 'not a MATLAB level 5 file'],
  ])('%s is refused', (_, bytes, message) => {
    const attempt = () => parse(bytes, ['v']);
    expect(attempt).toThrow(RlelError);
    expect(attempt).toThrow(/a\.mat/);
    expect(attempt).toThrow(message);
  });
  test('decompression stops at 256 MiB', () => {
    const bomb = compressed(Buffer.alloc(257 * 1024 * 1024));
    expect(() => parse(file(bomb), ['v'])).toThrow(/a\.mat: a compressed variable cannot be read/);
  });
  test('damaged files', async () => {
    await fuzz(FILE, parse, 'a.mat');
    await fuzz(file(compressed(FILE.subarray(128))), (bytes) => parse(bytes, ['Pose_Para']), 'a.mat');
  });
});

describe('real files', () => {
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
  const extracted = (tar: string) => {
    const folder = extract(tar);
    if (folder) folders.push(folder);
    return folder;
  };
  const read = (name: string, wanted: string[]) => parseMat5(readFileSync(name), name, wanted);
  test('AFLW2000', ({ skip }) => {
    const folder = extracted('AFLW2000/AFLW2000.tar');
    if (!folder) return skip('no AFLW2000');
    const names = readdirSync(path.join(folder, 'AFLW2000')).filter((name) => name.endsWith('.mat'));
    expect(names.length).toBe(16);
    for (const name of names) {
      const found = read(path.join(folder, 'AFLW2000', name), ['Pose_Para', 'pt2d', 'pt3d_68']);
      expect(found.get('Pose_Para')?.shape).toEqual([1, 7]);
      expect(found.get('pt2d')?.shape).toEqual([2, 21]);
      expect(found.get('pt3d_68')?.shape).toEqual([3, 68]);
      for (const angle of found.get('Pose_Para')?.values.subarray(0, 3) ?? [])
        expect(Math.abs(angle)).toBeLessThan(3.2);
    }
  });
  test('300W-LP and COFW68', async ({ skip }) => {
    const folder = extracted('landmark_samples/landmark_samples.tar');
    if (!folder) return skip('no landmark samples');
    const lp = path.join(folder, 'landmark_samples/300W_LP/IBUG/IBUG_image_008_1_0.mat');
    const found = read(lp, ['Pose_Para', 'pt2d']);
    expect(found.get('Pose_Para')?.shape).toEqual([1, 7]);
    expect(found.get('pt2d')?.shape).toEqual([2, 68]);
    const cofw = path.join(folder, 'landmark_samples/COFW68_labels_only/test_annotations');
    const names = readdirSync(cofw).filter((name) => name.endsWith('.mat'));
    expect(names.length).toBe(507);
    for (const name of names) {
      const { shape, values } = read(path.join(cofw, name), ['Points']).get('Points') as Matrix;
      expect(shape).toEqual([68, 2]);
      expect(values.every(Number.isFinite)).toBe(true);
    }
    await fuzz(readFileSync(lp), (bytes) => parse(bytes), 'a.mat');
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFileAtomic } from '../../src/files/atomicFile';
import { canonicalJson, nameFor } from '../../src/files/canonicalJson';
import { readSafetensors, writeSafetensors } from '../../src/files/safetensors';

const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-files-'));

describe('files that appear whole', () => {
  test('text, bytes and parts; folders are made, and nothing else is left', () => {
    const file = path.join(folder(), 'a', 'b.txt');
    writeFileAtomic(file, 'grün');
    expect(readFileSync(file, 'utf8')).toBe('grün');
    writeFileAtomic(file, [Buffer.from('one '), Uint8Array.of(50)]);
    expect(readFileSync(file, 'utf8')).toBe('one 2');
    expect(readdirSync(path.dirname(file))).toEqual(['b.txt']);
  });

  test('what cannot be written leaves what was there', () => {
    const place = folder();
    const file = path.join(place, 'kept.txt');
    writeFileAtomic(file, 'before');
    expect(() => writeFileAtomic(path.join(file, 'below.txt'), 'x')).toThrow('kept.txt');
    expect(() => writeFileAtomic(place, 'x')).toThrow(place);
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(place)).toEqual(['kept.txt']);
  });
});

describe('canonical JSON', () => {
  test('keys in order at every depth, lists in theirs', () => {
    expect(canonicalJson({ b: 1, a: { d: [3, { z: null, y: 'x' }], c: true } })).toBe(
      '{"a":{"c":true,"d":[3,{"y":"x","z":null}]},"b":1}',
    );
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  test('a name is the beginning of the SHA-256', () => {
    expect(nameFor('abc')).toBe('ba7816bf8f01cfea');
  });
});

describe('safetensors', () => {
  const tensors = new Map([
    ['D', { shape: [2, 3], values: Float32Array.of(1, -2, 0.5, Number.NaN, 0, 1e-30) }],
    ['none', { shape: [0, 4], values: new Float32Array(0) }],
    ['one', { shape: [], values: Float32Array.of(7) }],
  ]);
  const written = (): string => {
    const file = path.join(folder(), 'x.safetensors');
    writeSafetensors(file, tensors, { configuration: 'c' });
    return file;
  };

  test('tensors and metadata, there and back', () => {
    const read = readSafetensors(written());
    expect(read.tensors).toEqual(tensors);
    expect(read.metadata).toMatchObject({ configuration: 'c', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('the layout is the published one: length, header in JSON, data from a multiple of 8 on', () => {
    const bytes = readFileSync(written());
    const length = Number(bytes.readBigUInt64LE(0));
    expect(length % 8).toBe(0);
    expect(JSON.parse(bytes.toString('utf8', 8, 8 + length))).toMatchObject({
      D: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      one: { dtype: 'F32', shape: [], data_offsets: [24, 28] },
    });
    expect([bytes.readFloatLE(8 + length + 4), bytes.length]).toEqual([-2, 8 + length + 28]);
  });

  test('a file that is cut, changed or of another kind is named with what is wrong', () => {
    const file = written();
    const whole = readFileSync(file);
    const broken = (bytes: Uint8Array) => {
      writeFileSync(file, bytes);
      return () => readSafetensors(file);
    };
    expect(broken(whole.subarray(0, 4))).toThrow(`${file}: not a whole safetensors file (shorter than`);
    expect(broken(whole.subarray(0, 40))).toThrow('the header is cut off');
    expect(broken(whole.subarray(0, whole.length - 4))).toThrow('tensor one has impossible bounds');
    const flipped = Buffer.from(whole);
    flipped[flipped.length - 1] ^= 1;
    expect(broken(flipped)).toThrow('do not match the recorded hash');
    expect(broken(Buffer.concat([whole.subarray(0, 8), Buffer.from('x'.repeat(whole.length))]))).toThrow('not JSON');
  });

  test('tensors of other types are refused, or passed over where that is asked for', () => {
    const file = path.join(folder(), 'half.safetensors');
    const header = Buffer.from(JSON.stringify({ h: { dtype: 'F16', shape: [1], data_offsets: [0, 2] } }));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    writeFileSync(file, Buffer.concat([length, header, Buffer.alloc(2)]));
    expect(() => readSafetensors(file)).toThrow('tensor h is F16, expected F32');
    expect(readSafetensors(file, { skipOtherTypes: true }).tensors.size).toBe(0);
    expect(existsSync(file)).toBe(true);
  });
});

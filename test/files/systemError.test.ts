import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { RlelError, StorageError } from '../../src/errors';
import { writeFileAtomic } from '../../src/files/atomicFile';
import { systemError } from '../../src/files/systemError';

const folder = mkdtempSync(path.join(tmpdir(), 'rlel-files-'));
const file = path.join(folder, 'file');
writeFileSync(file, '');
mkdirSync(path.join(folder, 'full', 'of'), { recursive: true });

const caught = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('did not throw');
};
const refusal = (code: string) => Object.assign(new Error('refused'), { code, syscall: 'open', path: '/a/b' });

describe('what the system refuses is said with its place and advice', () => {
  test.each<[string, () => unknown, string]>([
    ['a file in the way', () => mkdirSync(path.join(file, 'a'), { recursive: true }), 'is a file, not a folder'],
    ['nothing there', () => readFileSync(path.join(folder, 'no')), 'not there'],
    ['a folder for a file', () => openSync(folder, 'w'), 'a folder, where a file is expected'],
    ['a file for a folder', () => mkdirSync(file), 'there is a file where a folder is needed'],
    ['a name that is too long', () => readFileSync(path.join(folder, 'x'.repeat(300))), 'too long'],
  ])('%s', (_, work, message) => {
    const told = systemError(caught(work)) as Error;
    expect(told).toBeInstanceOf(RlelError);
    expect(told.message).toContain(folder);
    expect(told.message).toContain(message);
  });

  test('a disk that is full or closed ends what would fail alike', () => {
    for (const code of ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EPERM'])
      expect(systemError(refusal(code)), code).toBeInstanceOf(StorageError);
    expect((systemError(refusal('EROFS'), '/mine') as Error).message).toMatch(/^\/mine: cannot be read or written/);
  });

  test('other errors stay what they are', () => {
    for (const error of [new TypeError('x'), new RlelError('y'), 5, null, refusal('EWHAT')])
      expect(systemError(error)).toBe(error);
    const small = caught(() => new Float32Array(-1));
    expect(systemError(small)).toBe(small);
  });
});

test('an atomic write below a file says so, and leaves nothing', () => {
  expect(() => writeFileAtomic(path.join(file, 'a', 'b.json'), 'x')).toThrow(/b\.json: a part of this path is a file/);
  expect(readdirSync(folder).sort()).toEqual(['file', 'full']);
});

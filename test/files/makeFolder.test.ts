import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../src/files/makeFolder';

const root = mkdtempSync(path.join(tmpdir(), 'rlel-folders-'));
const DIST = path.resolve(__dirname, '../../dist');

test('a folder and those above it; one that is there stays', () => {
  const folder = path.join(root, 'a/b/c');
  makeFolder(folder);
  writeFileSync(path.join(folder, 'file'), 'kept');
  makeFolder(folder);
  makeFolder(`${folder}/`);
  expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe('kept');
  makeFolder(path.relative(process.cwd(), path.join(root, 'relative/to')));
  expect(statSync(path.join(root, 'relative/to')).isDirectory()).toBe(true);
});

test('through a link to a folder, and not through one to nothing', () => {
  symlinkSync(root, path.join(root, 'link'));
  makeFolder(path.join(root, 'link/below'));
  expect(existsSync(path.join(root, 'below'))).toBe(true);
  symlinkSync(path.join(root, 'nowhere'), path.join(root, 'dangling'));
  expect(() => makeFolder(path.join(root, 'dangling/below'))).toThrow('EEXIST');
});

test('a file in the way', () => {
  writeFileSync(path.join(root, 'file'), '');
  expect(() => makeFolder(path.join(root, 'file'))).toThrow('EEXIST');
  expect(() => makeFolder(path.join(root, 'file/a/b'))).toThrow('ENOTDIR');
});

/** What a program says that uses a module of the package; one that never ends is stopped. */
const said = (code: string): string =>
  execFileSync(process.execPath, ['-e', `try { ${code} } catch (error) { console.log(error.name, error.message) }`], {
    cwd: DIST,
    encoding: 'utf8',
    timeout: 60_000,
  });

test.each([
  ['a folder', "require('./files/makeFolder').makeFolder('/proc/nope/results')"],
  ['a file', "require('./files/atomicFile').writeFileAtomic('/proc/nope/results/a.json', '')"],
  ['a store', "new (require('./store/store').RunStore)('/proc/nope/results').requireWritable()"],
  ['a run’s lock', "require('./store/runLock').lockRun('/proc/nope/results/runs/a')"],
])('where the system makes no folder, it ends and says so: %s', (_, code) => {
  expect(said(code)).toMatch(/^RlelError \/proc\/nope: no folder can be made there/);
});

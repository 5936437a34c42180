import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { userFolder } from '../support/userFolder';

const cwd = userFolder();
const ENTRIES = ['rlel', 'rlel/core', 'rlel/runs', 'rlel/report'] as const;
const node = (...words: string[]): unknown =>
  JSON.parse(execFileSync(process.execPath, words, { cwd, encoding: 'utf8' }));

/** The packages of others that a program has loaded once it has the entry. */
const packagesOf = (entry: string): unknown =>
  node(
    '-e',
    `require('${entry}');
    const names = Object.keys(require.cache).map((file) => file.match(/node_modules\\/((?:@[^/]+\\/)?[^/]+)(?!.*node_modules)/)?.[1]);
    console.log(JSON.stringify([...new Set(names.filter(Boolean))]));`,
  );

test.each(ENTRIES)('%s loads no TensorFlow until it is used', (entry) => {
  expect(packagesOf(entry)).not.toContain('@tensorflow/tfjs-node-gpu');
});

test('rlel/core loads random numbers and nothing else of others', () => {
  expect(packagesOf('rlel/core')).toEqual(['pure-rand']);
});

test('rlel/runs loads nothing that only reports need', () => {
  expect(packagesOf('rlel/runs')).not.toContain('jstat');
});

describe.each(ENTRIES)('%s is found', (entry) => {
  const names = node('-e', `console.log(JSON.stringify(Object.keys(require('${entry}')).sort()))`);

  test('by import, with the same names', () => {
    const code = `import * as entry from '${entry}';
      const names = Object.keys(entry).filter((name) => !['default', 'module.exports', '__esModule'].includes(name));
      console.log(JSON.stringify(names.sort()));`;
    expect(node('--input-type=module', '-e', code)).toEqual(names);
  });

  test('by its folder, as tools do that know no "exports"', () => {
    expect(node('-e', `console.log(require('./node_modules/${entry}') === require('${entry}'))`)).toBe(true);
  });
});

test('what is internal cannot be loaded', () => {
  const { status, stderr } = spawnSync(process.execPath, ['-e', "require('rlel/dist/store/store')"], {
    cwd,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('ERR_PACKAGE_PATH_NOT_EXPORTED')]);
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { notebookTypes } from '../../scripts/notebookTypes';
import { notebookFile } from './notebookFile';

const folder = mkdtempSync(path.join(tmpdir(), 'rlel-notebooks-'));

test('errors are found across cells, strictly, and by their place', () => {
  const good = notebookFile(folder, 'good', [
    "import { belCode, show } from 'rlel';\nconst code = belCode('U', 8);",
    '  ',
    'await show.encoding({ code });',
  ]);
  const bad = notebookFile(folder, 'bad', [
    "import { belCode, show, noSuchFunction } from 'rlel';",
    '// a comment\nconst code = belCode(8);',
    'show.encoding({ U: code });\nfunction twice(x) { return 2 * x; }',
  ]);
  const problems = notebookTypes([good, bad]);
  const places = problems.map((problem) => problem.replace(/^.*bad\.ipynb, (.*?): .*$/s, '$1'));
  expect(places).toEqual(['cell 1, line 1', 'cell 2, line 2', 'cell 3, line 1', 'cell 3, line 2']);
  expect(problems[0]).toContain('noSuchFunction');
  expect(problems[2]).toContain('does not wait for this: write "await"');
  expect(problems[3]).toContain("implicitly has an 'any' type");
}, 120_000);

test('a file that is no notebook is named', () => {
  const file = path.join(folder, 'empty.ipynb');
  writeFileSync(file, '');
  expect(() => notebookTypes([file])).toThrow(/empty\.ipynb: not a notebook/);
});

test.each([
  [['nosuch'], "nosuch: no such notebook. Expected a notebook's file, or of 00-start-here, "],
  [['20-PN', '20-PN'], '20-PN.ipynb: named twice. Name each notebook once.'],
])('the check of notebooks is told %j', (names, message) => {
  const root = path.resolve(__dirname, '../..');
  const words = ['scripts/check-notebooks.ts', ...names];
  const { status, stderr } = spawnSync(path.join(root, 'node_modules/.bin/jiti'), words, {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(status).toBe(1);
});

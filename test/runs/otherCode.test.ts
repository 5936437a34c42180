import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { commit, sameCode } from '../../src/runs/environment';
import { otherCode } from '../../src/runs/otherCode';

const [ours, theirs, docs] = ['a', 'b', 'd'].map((letter) => letter.repeat(40));
let now: string | null = ours;
vi.mock('../../src/runs/environment', async (original) => {
  const real = await original<typeof import('../../src/runs/environment')>();
  return {
    commit: (root?: string) => (root ? real.commit(root) : now),
    sameCode: (a: string, b: string, root?: string) => (root ? real.sameCode(a, b, root) : a === b || a === docs),
  };
});
const made = (...commits: (string | null)[]) => commits.map((one) => ({ commit: one }));

test('a result of other code is said in a line, with how it is made again', () => {
  expect(otherCode(made(ours), 'Again')).toBeNull();
  expect(otherCode(made(docs), 'Again')).toBeNull();
  expect(otherCode(made(theirs), 'Again')).toBe('The run was made by commit bbbbbbb; this is commit aaaaaaa. Again.');
  expect(otherCode(made(`${ours}+changes`), 'Again')).toBe(
    'The run was made by commit aaaaaaa with changed files; this is commit aaaaaaa. Again.',
  );
  now = `${ours}+changes.12345678`;
  expect(otherCode(made(ours), 'Again')).toContain('this is commit aaaaaaa with changed files');
  now = ours;
});

test('many are counted, the commits of most first', () => {
  const others = ['c', 'e', 'f'].map((letter) => letter.repeat(40));
  const line = otherCode(made(ours, theirs, theirs, ...others, null), 'Again');
  expect(line).toBe(
    '5 of 7 runs were made by other code (commit bbbbbbb: 2, commit ccccccc: 1, commit eeeeeee: 1, …); this is commit aaaaaaa. Again.',
  );
});

test('outside a repository nothing is said', () => {
  expect(otherCode(made(null), 'Again')).toBeNull();
  now = null;
  expect(otherCode(made(theirs), 'Again')).toBeNull();
  now = ours;
});

test('the code is what a run depends on: a change of the docs is no other code', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'rlel-git-'));
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: root, encoding: 'utf8' });
  const commitOf = (name: string): string => {
    writeFileSync(path.join(root, name), String(Math.random()));
    git('add', '-A');
    git('commit', '-qm', name);
    return commit(root) as string;
  };
  expect(commit(root)).toBeNull();
  git('init', '-q');
  mkdirSync(path.join(root, 'src'));
  const first = commitOf('src/a.ts');
  const docsOnly = commitOf('README.md');
  expect(first).toMatch(/^[0-9a-f]{40}$/);
  expect([docsOnly === first, sameCode(first, docsOnly, root)]).toEqual([false, true]);
  expect(sameCode(first, commitOf('src/a.ts'), root)).toBe(false);
  expect(sameCode(first, 'f'.repeat(40), root)).toBe(false);
  writeFileSync(path.join(root, 'notes.md'), 'x');
  expect(commit(root)).not.toContain('+');
  writeFileSync(path.join(root, 'src', 'b.ts'), 'x');
  const changed = commit(root) as string;
  expect(changed).toMatch(/^[0-9a-f]{40}\+changes\.[0-9a-f]{8}$/);
  expect(sameCode(changed, commit(root) as string, root)).toBe(true);
  writeFileSync(path.join(root, 'src', 'b.ts'), 'y');
  expect(sameCode(changed, commit(root) as string, root)).toBe(false);
  expect(sameCode(`${first}+changes`, `${first}+changes`, root)).toBe(false); // nobody knows which
  expect(commit(path.join(root, 'src'))).toBeNull(); // a copy of the kit in someone else's repository
});

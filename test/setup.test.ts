import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const SCRIPT = path.resolve(__dirname, '../scripts/setup.sh');

/** Runs set-up with stand-ins for commands in front of PATH. */
function setup(standIns: Record<string, string>, more: Record<string, string> = {}) {
  const bin = mkdtempSync(path.join(tmpdir(), 'rlel-bin-'));
  for (const [name, body] of Object.entries(standIns)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  const env = { ...process.env, ...more, PATH: `${bin}:${process.env.PATH}` };
  const { status, stdout } = spawnSync('bash', [SCRIPT], { encoding: 'utf8', env });
  return { status, stdout };
}

test('an old Node.js and an old Python are named together, with what to do', () => {
  const { status, stdout } = setup({ node: 'echo 18.20.0', python3: 'echo 3.9.2' });
  expect(status).toBe(1);
  expect(stdout).toContain('Node.js 18.20.0 is too old: install Node.js 20 or newer');
  expect(stdout).toContain('Python 3.9.2');
});

test('no Python, and a Python that cannot make virtual environments', () => {
  expect(setup({}, { PYTHON: '/nowhere/python3' })).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('is missing'),
  });
  const standIn = { python3: 'case "$2" in *venv*) exit 1;; esac; echo 3.11.2' };
  expect(setup(standIn)).toMatchObject({ status: 1, stdout: expect.stringContaining('install python3-venv') });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type StandIns, standInFolder } from '../support/setupProject';

const SCRIPTS = path.resolve(__dirname, '../../scripts');

/** Runs set-up with stand-ins for commands in front of PATH, in a project that has nothing but its scripts. */
function setup(
  standIns: StandIns,
  variables: Record<string, string> = {},
  { folder = 'rlel-', addressSpace = 'unlimited' } = {},
) {
  const root = mkdtempSync(path.join(tmpdir(), folder));
  cpSync(SCRIPTS, path.join(root, 'scripts'), { recursive: true });
  const env = { ...process.env, ...variables, PATH: `${standInFolder(standIns)}:${process.env.PATH}` };
  const command = `ulimit -v ${addressSpace}; '${root}/scripts/setup.sh'`;
  // a shell whose input is a socket, as Node.js's is, may read ~/.bashrc, which sets another PATH
  const { status, stdout } = spawnSync('bash', ['-c', command], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stdout };
}

const refused = (reason: string) => ({ status: 1, stdout: expect.stringContaining(`setup: ${reason}`) });

test('an old Node.js and an old Python are named together, with what to do', () => {
  const { status, stdout } = setup({ node: 'echo 18.20.0', python3: 'echo 3.9.2' });
  expect(status).toBe(1);
  expect(stdout).toContain('Node.js 18.20.0 is too old: install Node.js 20 or newer');
  expect(stdout).toContain('Python 3.9.2');
});

test('no Python, a Python that cannot make virtual environments, and commands that do not run', () => {
  expect(setup({}, { PYTHON: '/nowhere/python3' })).toMatchObject(refused('/nowhere/python3 is missing'));
  const standIn = { python3: 'case "$*" in *ensurepip*) exit 1;; esac; echo 3.11.2' };
  expect(setup(standIn).stdout).toContain('install python3-venv');
  const broken = 'echo "cannot reserve memory" >&2; exit 1';
  const { stdout } = setup({ node: broken, python3: broken });
  expect(stdout).toContain('Node.js does not run: cannot reserve memory');
  expect(stdout).toContain('python3 does not run: cannot reserve memory');
});

test('another processor, another device, a colon in the path and no compiler are refused before anything is done', () => {
  expect(setup({ uname: '[ "$1" = -s ] && echo Linux || echo aarch64' })).toMatchObject(
    refused('this processor is aarch64'),
  );
  expect(setup({}, { RLEL_DEVICE: 'tpu' })).toMatchObject(refused('RLEL_DEVICE=tpu: expected cpu or gpu'));
  expect(setup({}, {}, { folder: 'rlel:' })).toMatchObject(refused('there is a colon in the path'));
  expect(setup({}, { CXX: '/nowhere/g++' })).toMatchObject(refused('the compiler /nowhere/g++ is missing'));
});

test('too little memory is said by set-up and by rlel', () => {
  const small = { node: 'echo 20.0.0', python3: 'echo 3.11.2' };
  expect(setup(small, {}, { addressSpace: '2000000' })).toMatchObject(refused('too little memory: the address space'));
  const rlel = path.resolve(__dirname, '../../bin/rlel.cjs');
  const { status, stderr } = spawnSync('bash', ['-c', `ulimit -v 2000000; node '${rlel}' run`], { encoding: 'utf8' });
  expect(stderr).toMatch(/^rlel: There is too little memory: the address space \(ulimit -v\) is limited to 1953 MB/);
  expect(status).toBe(1);
});

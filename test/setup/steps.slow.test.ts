import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { SetupProject } from '../support/setupProject';

let project: SetupProject;

/** Settings by which npm and Python leave things out, or put them elsewhere. */
const USER = {
  NODE_ENV: 'production',
  npm_config_global: 'true',
  npm_config_prefix: '/nowhere',
  npm_config_ignore_scripts: 'true',
  PYTHONPATH: '/nowhere',
  PYTHONHOME: '/nowhere',
  JUPYTER_PATH: '/nowhere',
};

beforeAll(() => {
  project = new SetupProject();
  project.write('.npmrc', 'omit[]=dev\nbin-links=false\ninstall-strategy=nested\ndry-run=true\npackage-lock=false\n');
  const { status, text } = project.setup(USER);
  expect(text).toMatch(/^setup: checking this machine\n/);
  expect(text).toMatch(/setup: ready \(cpu, \d+ s\)\n$/);
  expect(status).toBe(0);
});

const READY = /^setup: checking this machine\nsetup: ready \(cpu, \d+ s\)\n$/;
/** The steps that a set-up did. */
const done = (text: string): string[] => [...text.matchAll(/^setup: (\w+) +done/gm)].map(([, name]) => name);

test('all is there whatever the user has set, and a second set-up does nothing, also by a link to the folder', () => {
  expect(existsSync(project.file('node_modules/typescript/bin/tsc'))).toBe(true);
  expect(existsSync(project.file('node_modules/rlel/dist/cli.js'))).toBe(true);
  expect(existsSync(project.file('.setup/failed'))).toBe(false);
  const link = path.join(tmpdir(), 'rlel-link');
  symlinkSync(project.root, link);
  expect(project.setup()).toEqual({ status: 0, text: expect.stringMatching(READY) });
  expect(project.setup({}, {}, link)).toEqual({ status: 0, text: expect.stringMatching(READY) });
});

test('an error in src/ ends set-up with the compiler’s lines; the package of before stays, doctor tells, mended it is done', () => {
  const source = project.read('src/cli.ts');
  project.write('src/cli.ts', "export const main: number = 'text';");
  for (const _ of ['first', 'again']) {
    const { status, text } = project.setup();
    expect(status).toBe(1);
    expect(text).toContain("src/cli.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.");
    expect(text).not.toContain('ready');
  }
  expect(project.read('dist/cli.js')).toContain('console.log(1)');
  expect(project.read('.setup/failed')).toContain('step build: The compiler names the line to mend in src/.');
  project.write('src/cli.ts', `${source}\n`);
  const { status, text } = project.setup();
  expect({ status, steps: done(text) }).toEqual({ status: 0, steps: ['build'] });
});

test('what is missing for the addon is named as the compiler names it, and without it rlel says which step failed', () => {
  const addon = project.file('node_modules/@tensorflow/tfjs-node-gpu/lib');
  const failing = (error: string) => {
    rmSync(addon, { recursive: true, force: true });
    const { status, text } = project.setup({ COMPILER_ERROR: error });
    expect(status).toBe(1);
    expect(text).not.toContain('ready');
    return text;
  };
  const header = 'a.cc:1:10: fatal error: node_api.h: No such file or directory';
  expect(failing(header)).toMatch(/a\.cc:1:10: fatal error.*The headers of Node\.js were not found/s);
  expect(failing('a.cc:1:10: fatal error: string: No such file or directory')).toContain('The header string was not');
  expect(failing("a.cc:9:3: error: 'x' was not declared")).toMatch(/'x' was not declared.*it needs C\+\+17/s);
  const memory = failing('g++: fatal error: Killed signal terminated program cc1plus');
  expect(memory).toContain('There was too little memory');
  expect(memory).not.toContain('cc1plus');
  rmSync(addon, { recursive: true, force: true });
  const { stderr, status } = spawnSync(process.execPath, [project.file('bin/rlel.cjs'), 'doctor'], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/tfjs-node-gpu\/lib is missing: run `make setup`.*\nstep addon: .*log-addon\.txt/);
  expect(done(project.setup().text)).toEqual(['addon']);
});

test('a step that leaves nothing has failed, and is done again', () => {
  rmSync(project.file('.venv/bin/python'));
  const idle = { python3: `case "$*" in *'sys.version'*) echo '3.11.2 (stand-in)';; esac` };
  const { status, text } = project.setup({}, idle);
  expect(status).toBe(1);
  expect(text).toContain('setup: python failed');
  expect(done(project.setup().text)).toEqual(['python']);
});

test('npm that installs less than is listed has failed', () => {
  rmSync(project.file('node_modules'), { recursive: true });
  const { status, text } = project.setup({}, { npm: 'mkdir -p node_modules' });
  expect(status).toBe(1);
  expect(text).toContain('2 packages are missing: node_modules/typescript, node_modules/@tensorflow/tfjs-node-gpu');
  expect(done(project.setup().text)).toEqual(['npm', 'addon']);
});

test('nothing is rebuilt while processes use it, which are named; where nothing is to be done set-up passes', async () => {
  const users = [
    spawn(project.file('scripts/use.sh'), ['sleep', '600']),
    spawn(process.execPath, [project.file('bin/rlel.cjs'), 'wait']),
  ];
  for (const { pid } of users) await expect.poll(() => holds(pid), SOON).toBe(true);
  expect(project.setup()).toEqual({ status: 0, text: expect.stringMatching(READY) });
  project.write('src/more.ts', 'export const more = 1;');
  const { status, text } = project.setup();
  expect(status).toBe(1);
  expect(text).toContain(`process ${users[0].pid}: sleep 600`);
  expect(text).toContain(`process ${users[1].pid}: ${process.execPath} ${project.file('bin/rlel.cjs')} wait`);
  expect(existsSync(project.file('dist/more.js'))).toBe(false);
  for (const user of users) user.kill();
  await Promise.all(users.map(exit));
  expect(done(project.setup().text)).toEqual(['build']);
});

test('a command waits for the set-up that is under way', async () => {
  const setup = spawn('flock', ['--no-fork', '-x', project.file('.setup/in-use'), 'sleep', '600']);
  await expect.poll(() => holds(setup.pid), SOON).toBe(true);
  const rlel = spawn(process.execPath, [project.file('bin/rlel.cjs')]);
  let said = '';
  for (const stream of [rlel.stdout, rlel.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  await expect.poll(() => said, SOON).toBe(`rlel: waiting for the set-up that is under way in ${project.root}\n`);
  setup.kill();
  expect(await exit(rlel)).toBe(0);
  expect(said).toMatch(/\n1\n$/);
});

test('a second set-up says that it waits; an interrupt ends a step’s processes, and frees the lock', async () => {
  rmSync(project.file('node_modules'), { recursive: true });
  const mark = project.file('npm-process');
  const endless = { npm: `trap '' INT TERM; echo $$ >'${mark}'; while true; do sleep 1; done` };
  const first = project.begin(endless);
  await expect.poll(() => existsSync(mark), SOON).toBe(true);
  const second = project.begin(endless);
  let told = '';
  second.stdout.on('data', (chunk) => {
    told += chunk;
  });
  await expect.poll(() => told, SOON).toContain(`waiting for another set-up in this folder (process ${first.pid})`);
  second.kill('SIGTERM');
  first.kill('SIGINT');
  expect(await exit(first)).toBe(130);
  const npm = Number(project.read('npm-process'));
  await expect.poll(() => isRunning(npm), SOON).toBe(false);
  await exit(second);
  expect(done(project.setup().text)).toEqual(['npm', 'addon']);
});

/** Whether a process has the file that set-up and who uses the package lock. */
function holds(pid?: number): boolean {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).some((file) => readlinkSync(path.join(folder, file)) === project.file('.setup/in-use'));
}

/** An ended process that nobody has asked for yet is one without an image. */
const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}/exe`);

const SOON = { timeout: 60_000 };
const exit = (child: ChildProcess) =>
  child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.once('exit', resolve));

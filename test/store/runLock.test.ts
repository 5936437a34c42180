import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { isLocked, lockRun, RunLocked } from '../../src/store/runLock';

const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-lock-'));
const NOBODY = 2 ** 22 + 1; // more than any process number

/** A lock of another process, written `minutes` ago. */
function foreign(run: string, generation: number, holder: { pid: number; host: string }, minutes = 0): void {
  const file = path.join(run, `lock.${generation}`);
  writeFileSync(file, JSON.stringify(holder));
  const time = new Date(Date.now() - minutes * 60_000);
  utimesSync(file, time, time);
}

afterEach(() => {
  vi.useRealTimers();
});

test('a run is held until it is released', () => {
  const run = folder();
  const lock = lockRun(run);
  expect(isLocked(run)).toBe(true);
  expect(() => lockRun(run)).toThrow(RunLocked);
  expect(() => lockRun(run)).toThrow(`process ${process.pid} on ${hostname()}`);
  lock.release();
  expect(isLocked(run)).toBe(false);
  expect(readdirSync(run)).toEqual([]);
  lockRun(run).release();
});

test('a lock whose process is gone, or that did not grow for ten minutes, is taken over', () => {
  const gone = folder();
  foreign(gone, 3, { pid: NOBODY, host: hostname() });
  const first = lockRun(gone);
  expect(readdirSync(gone)).toEqual(['lock.4']);
  first.release();
  const silent = folder();
  foreign(silent, 1, { pid: 1, host: 'another-node' }, 9);
  expect(() => lockRun(silent)).toThrow('another-node');
  foreign(silent, 1, { pid: 1, host: 'another-node' }, 11);
  lockRun(silent).release();
});

test('a damaged lock counts as another process’s until it is old', () => {
  const run = folder();
  writeFileSync(path.join(run, 'lock.1'), '{"pid": ');
  expect(() => lockRun(run)).toThrow(RunLocked);
  const old = new Date(Date.now() - 11 * 60_000);
  utimesSync(path.join(run, 'lock.1'), old, old);
  lockRun(run).release();
});

test('who was taken over learns of it', () => {
  vi.useFakeTimers();
  const run = folder();
  const lock = lockRun(run);
  vi.advanceTimersByTime(60_000);
  expect(lock.lost.aborted).toBe(false);
  foreign(run, 2, { pid: 1, host: 'another-node' });
  vi.advanceTimersByTime(20_000);
  expect(lock.lost.aborted).toBe(true);
  lock.release();
  expect(readdirSync(run)).toEqual(['lock.2']);
});

test('of processes that lock a dead process’s run at once, one gets it', async () => {
  const run = folder();
  foreign(run, 1, { pid: NOBODY, host: hostname() });
  const module = path.resolve(__dirname, '../../dist/store/runLock.js');
  const program = `
    const { lockRun } = require(${JSON.stringify(module)});
    process.stdin.once('data', () => {
      try { lockRun(${JSON.stringify(run)}); console.log('held'); } catch (error) { console.log(error.name); }
    });
    console.log('ready');`;
  const children = Array.from({ length: 6 }, () => spawn(process.execPath, ['-e', program]));
  const next = (child: ChildProcess) =>
    new Promise<string>((resolve) => child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
  await Promise.all(children.map(next));
  const answers = children.map(next);
  for (const child of children) child.stdin.write('go\n');
  const outputs = await Promise.all(answers); // all six live until the last has answered
  for (const child of children) child.kill('SIGKILL');
  expect(outputs.sort()).toEqual([...Array(5).fill('RunLocked'), 'held']);
});

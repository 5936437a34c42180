import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { claimRun, isClaimed, RunClaimed } from '../../src/study/claim';

const folder = () => mkdtempSync(path.join(tmpdir(), 'rlel-claim-'));
const NOBODY = 2 ** 22 + 1; // more than any process number

/** A claim of another process, written `minutes` ago. */
function foreign(run: string, generation: number, holder: { pid: number; host: string }, minutes = 0): void {
  const file = path.join(run, `claim.${generation}`);
  writeFileSync(file, JSON.stringify(holder));
  const time = new Date(Date.now() - minutes * 60_000);
  utimesSync(file, time, time);
}

afterEach(() => {
  vi.useRealTimers();
});

test('a run is held until it is released', () => {
  const run = folder();
  const claim = claimRun(run);
  expect(isClaimed(run)).toBe(true);
  expect(() => claimRun(run)).toThrow(RunClaimed);
  expect(() => claimRun(run)).toThrow(`process ${process.pid} on ${hostname()}`);
  claim.release();
  expect(isClaimed(run)).toBe(false);
  expect(readdirSync(run)).toEqual([]);
  claimRun(run).release();
});

test('a claim whose process is gone, or that did not grow for ten minutes, is taken over', () => {
  const gone = folder();
  foreign(gone, 3, { pid: NOBODY, host: hostname() });
  const first = claimRun(gone);
  expect(readdirSync(gone)).toEqual(['claim.4']);
  first.release();
  const silent = folder();
  foreign(silent, 1, { pid: 1, host: 'another-node' }, 9);
  expect(() => claimRun(silent)).toThrow('another-node');
  foreign(silent, 1, { pid: 1, host: 'another-node' }, 11);
  claimRun(silent).release();
});

test('a damaged claim counts as another process’s until it is old', () => {
  const run = folder();
  writeFileSync(path.join(run, 'claim.1'), '{"pid": ');
  expect(() => claimRun(run)).toThrow(RunClaimed);
  const old = new Date(Date.now() - 11 * 60_000);
  utimesSync(path.join(run, 'claim.1'), old, old);
  claimRun(run).release();
});

test('who was taken over learns of it', () => {
  vi.useFakeTimers();
  const run = folder();
  const claim = claimRun(run);
  vi.advanceTimersByTime(60_000);
  expect(claim.lost.aborted).toBe(false);
  foreign(run, 2, { pid: 1, host: 'another-node' });
  vi.advanceTimersByTime(20_000);
  expect(claim.lost.aborted).toBe(true);
  claim.release();
  expect(readdirSync(run)).toEqual(['claim.2']);
});

test('of processes that claim a dead process’s run at once, one gets it', async () => {
  const run = folder();
  foreign(run, 1, { pid: NOBODY, host: hostname() });
  const module = path.resolve(__dirname, '../../dist/study/claim.js');
  const program = `
    const { claimRun } = require(${JSON.stringify(module)});
    process.stdin.once('data', () => {
      try { claimRun(${JSON.stringify(run)}); console.log('held'); } catch (error) { console.log(error.name); }
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
  expect(outputs.sort()).toEqual([...Array(5).fill('RunClaimed'), 'held']);
});

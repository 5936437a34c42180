import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** dup2(2), which set-up compiles from dup2.cc. */
const DUP2 = path.resolve(__dirname, '../../node_modules/@tensorflow/tfjs-node-gpu/lib/dup2.node');
const STDERR = 2;

/**
 * Calls a function and keeps what native code writes to stderr meanwhile out of the terminal. Where it throws, or the
 * process dies of it, the lines go to stderr after all; and where TF_CPP_MIN_LOG_LEVEL asks for more than errors.
 * @returns the lines; none where they went to stderr, as they do where they cannot be kept (a full disk).
 */
export function keepStartupLines(start: () => void): string[] {
  const isAskedFor = ['0', '1'].includes(process.env.TF_CPP_MIN_LOG_LEVEL ?? '');
  const putBack = isAskedFor ? null : setStderrAside();
  if (!putBack) {
    start();
    return [];
  }
  try {
    start();
  } catch (error) {
    process.stderr.write(putBack());
    throw error;
  }
  return putBack()
    .split('\n')
    .filter((line) => line !== '');
}

/** @returns a function that puts stderr back and returns what was written; null where stderr stays. */
function setStderrAside(): (() => string) | null {
  try {
    const dup2 = require(DUP2) as (from: number, to: number) => void;
    const file = path.join(tmpdir(), `rlel-${randomUUID()}.log`);
    const log = openSync(file, 'ax+');
    unlinkSync(file); // it lives on until it is closed
    const stderr = openSync('/dev/null', 'r');
    dup2(STDERR, stderr);
    const watcher = watchFor(log);
    dup2(log, STDERR);
    return () => {
      dup2(stderr, STDERR);
      (watcher.stdin as Socket | null)?.end('alive\n');
      const bytes = Buffer.alloc(fstatSync(log).size);
      readSync(log, bytes, 0, bytes.length, 0);
      closeSync(log);
      closeSync(stderr);
      return bytes.toString();
    };
  } catch {
    return null;
  }
}

/** A process that writes the log to stderr if this one dies, and ends when it is told that it lives. */
function watchFor(log: number): ChildProcess {
  const { spawn } = require('node:child_process') as typeof import('node:child_process'); // slow to load: rlel/core needs none
  const watcher = spawn('sh', ['-c', 'read -r alive || cat /proc/self/fd/3 >&2'], {
    stdio: ['pipe', 'ignore', 'inherit', log],
  });
  watcher.on('error', () => {}); // without it nothing but these lines would be lost
  watcher.stdin?.on('error', () => {});
  watcher.unref();
  (watcher.stdin as Socket | null)?.unref();
  return watcher;
}

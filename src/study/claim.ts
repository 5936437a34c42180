import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { RlelError } from '../errors';
import { storageError } from '../files/atomicFile';

const HEARTBEAT = 20_000;
const STALE = 10 * 60_000;

/**
 * Claims a run for this process, by exclusive creation of a file in its folder that is touched every 20 s.
 * A claim is void when its process is gone (same machine), or when it was not touched for ten minutes.
 * @returns the release.
 * @throws RlelError naming the process that holds it.
 */
export function claimRun(folder: string): () => void {
  const file = path.join(folder, 'claim');
  mkdirSync(folder, { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      const descriptor = openSync(file, 'wx');
      writeSync(descriptor, JSON.stringify({ pid: process.pid, host: hostname() }));
      closeSync(descriptor);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw storageError(error, file);
      const holder = readHolder(file);
      if (holder.alive || attempt > 0) {
        throw new RlelError(
          `${folder}: process ${holder.pid} on ${holder.host} is working on this run. Wait for it, or stop it and start again.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), HEARTBEAT);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  };
}

function readHolder(file: string): { pid: number; host: string; alive: boolean } {
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const fresh = Date.now() - touched < STALE;
  try {
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; host: string };
    return { pid, host, alive: fresh && (host !== hostname() || isRunning(pid)) };
  } catch {
    return { pid: 0, host: 'unknown', alive: fresh && touched > 0 }; // being written at this moment
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import {
  appendFileSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { RlelError } from '../errors';
import { makeFolder } from '../files/makeFolder';
import { systemError } from '../files/systemError';

const HEARTBEAT = 20_000; // ms
const STALE = 10 * 60_000;

/** A run that this process holds. */
export interface RunLock {
  /** Aborts when another process took the run over, because this one seemed dead for ten minutes. */
  readonly lost: AbortSignal;
  release(): void;
}

/** Another process works on the run. */
export class RunLocked extends RlelError {
  override name = 'RunLocked';
}

/**
 * Locks a run for this process, so that no other process works on it; on a shared file system, too, which need not have
 * locks. A lock is a file `lock.<generation>` in the run's folder that appears whole and once (a hard link, which
 * fails where the name is taken) and grows every 20 s. The highest generation holds the run. Its lock is void when its
 * process is gone (same machine), or when it did not grow for ten minutes of the file system's own clock, since the
 * machines' clocks may differ; then the next generation may be linked, by one process only.
 * @throws RunLocked naming the process that holds it; RlelError when the folder cannot be written.
 */
export function lockRun(folder: string): RunLock {
  try {
    makeFolder(folder);
    for (;;) {
      const holder = requireUnlocked(folder);
      const generation = (holder?.generation ?? 0) + 1;
      if (!linkLock(folder, generation)) continue;
      // who looked while a higher generation was linked and lower ones removed may have linked a lower one again
      if (generation === Math.max(...generations(folder))) return hold(folder, generation);
      rmSync(fileOf(folder, generation), { force: true });
    }
  } catch (error) {
    throw systemError(error, folder);
  }
}

/** @returns a holder whose lock is void. @throws RunLocked naming the process that works on the run and seems alive. */
export function requireUnlocked(folder: string): Holder | null {
  const holder = holderOf(folder);
  if (holder && isAlive(folder, holder)) {
    throw new RunLocked(
      `${folder}: process ${holder.pid} on ${holder.host} is working on this run. Wait for it, or stop it and start again.`,
    );
  }
  return holder;
}

/** Whether a process that seems alive works on the run. */
export function isLocked(folder: string): boolean {
  const holder = holderOf(folder);
  return holder !== null && isAlive(folder, holder);
}

const fileOf = (folder: string, generation: number): string => path.join(folder, `lock.${generation}`);

/** false where another process was faster. */
function linkLock(folder: string, generation: number): boolean {
  const draft = path.join(folder, `lock.tmp-${hostname()}-${process.pid}`);
  writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname() }));
  try {
    linkSync(draft, fileOf(folder, generation));
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) {
      throw new RlelError(
        `${folder}: this file system has no hard links (${code}), by which runs are locked. Give a results folder on another one (--results).`,
      );
    }
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function hold(folder: string, generation: number): RunLock {
  for (const older of generations(folder)) if (older < generation) rmSync(fileOf(folder, older), { force: true });
  const lost = new AbortController();
  const file = fileOf(folder, generation);
  const heartbeat = setInterval(() => {
    try {
      const mine = existsSync(file) && Math.max(...generations(folder)) === generation;
      if (mine) appendFileSync(file, ' ');
      else lost.abort();
    } catch {
      // a full disk, or a file system that is away for a while: the next beat may come through
    }
  }, HEARTBEAT);
  heartbeat.unref();
  return {
    lost: lost.signal,
    release() {
      clearInterval(heartbeat);
      rmSync(file, { force: true });
    },
  };
}

const generations = (folder: string): number[] =>
  readdirSync(folder).flatMap((name) => {
    const [, generation] = /^lock\.(\d+)$/.exec(name) ?? [];
    return generation ? [Number(generation)] : [];
  });

interface Holder {
  readonly generation: number;
  readonly pid: number;
  readonly host: string;
  /** By the file system's clock, ms. */
  readonly touched: number;
}

/** null where nobody holds the run. */
function holderOf(folder: string): Holder | null {
  if (!existsSync(folder)) return null;
  const generation = Math.max(...generations(folder));
  if (generation < 0) return null;
  const file = fileOf(folder, generation);
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (touched === undefined) return null; // released at this moment
  try {
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; host: string };
    return { generation, pid, host, touched };
  } catch {
    return { generation, pid: 0, host: 'unknown', touched }; // damaged: void once it is stale
  }
}

function isAlive(folder: string, { pid, host, touched }: Holder): boolean {
  if (host === hostname() && !isRunning(pid)) return false;
  return fileSystemTime(folder) - touched < STALE;
}

/** What time a file that is written now gets; this machine's time where nothing can be written. */
function fileSystemTime(folder: string): number {
  const probe = path.join(folder, `lock.now-${hostname()}-${process.pid}`);
  try {
    writeFileSync(probe, '');
    return statSync(probe).mtimeMs;
  } catch {
    return Date.now();
  } finally {
    rmSync(probe, { force: true });
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

import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBenchmark } from '../benchmarks/registry';
import { RlelError } from '../errors';
import { isLocked, requireUnlocked } from './runLock';
import { RunStore } from './store';

/** A run that is not what it should be. */
export interface DamagedRun {
  readonly id: string;
  readonly problems: readonly string[];
  /** Where it was moved; null: it was left. */
  readonly movedTo: string | null;
}

/**
 * Checks every finished run of a store. Damaged and foreign ones are moved to `set-aside/`, so that a sweep does them
 * again; nothing is deleted. Those of a benchmark that is not registered cannot be judged, and stay.
 * @param move false: only tell.
 */
export function verifyStore(store: RunStore, move: boolean): { checked: number; damaged: DamagedRun[] } {
  const damaged: DamagedRun[] = [];
  let checked = 0;
  for (const id of store.ids()) {
    if (!store.isDone(id)) continue;
    checked += 1;
    const problems = problemsOf(store, id);
    if (problems.length > 0)
      damaged.push({ id, problems, movedTo: move && isOfKnownBenchmark(store, id) ? store.setAside(id) : null });
  }
  return { checked, damaged };
}

function isOfKnownBenchmark(store: RunStore, id: string): boolean {
  try {
    return isBenchmark(store.config(id).benchmark);
  } catch {
    return true; // damaged
  }
}

function problemsOf(store: RunStore, id: string): string[] {
  try {
    return store.verify(id);
  } catch (error) {
    if (error instanceof RlelError) return [error.message];
    return [`cannot be judged (${(error as Error).message}): it is of another version, or damaged`];
  }
}

/** Sets aside what a store has of a run, done or not, so that it is done from the start. @throws RunLocked. */
export function makeFresh(store: RunStore, id: string): void {
  if (!existsSync(store.folder(id))) return;
  requireUnlocked(store.folder(id));
  store.setAside(id);
}

/** What became of the runs of another store. */
export interface Merge {
  readonly brought: readonly string[];
  /** Were here already, with the same predictions. */
  readonly same: readonly string[];
  /** Were here already, with other predictions: another machine rounds otherwise. Ours stay. */
  readonly different: readonly string[];
  /** Not brought: not done there, damaged, or under way here. */
  readonly left: readonly { readonly id: string; readonly why: string }[];
}

/**
 * Copies finished, sound runs of another store into this one. A run appears whole or not at all; one that is unfinished
 * here is set aside for it.
 * @throws RlelError when `folder` holds no runs.
 */
export function mergeStore(store: RunStore, folder: string): Merge {
  const other = new RunStore(folder);
  const ids = other.ids();
  if (ids.length === 0) {
    throw new RlelError(`${folder}: no runs there. Expected a results folder, which holds runs/.`);
  }
  const brought: string[] = [];
  const same: string[] = [];
  const different: string[] = [];
  const left: { id: string; why: string }[] = [];
  for (const id of ids) {
    const [problem] = problemsOf(other, id);
    if (problem) left.push({ id, why: problem });
    else if (store.isDone(id)) {
      const alike = store.hash(id, 'predictions.csv') === other.hash(id, 'predictions.csv');
      (alike ? same : different).push(id);
    } else if (isLocked(store.folder(id))) left.push({ id, why: 'a process works on it here' });
    else {
      if (existsSync(store.folder(id))) store.setAside(id);
      const draft = `${store.folder(id)}.merging-${process.pid}`;
      try {
        cpSync(other.folder(id), draft, { recursive: true });
        renameSync(draft, store.folder(id));
      } finally {
        rmSync(draft, { recursive: true, force: true });
      }
      brought.push(id);
    }
  }
  return { brought, same, different, left };
}

/** Something that no run needs any more. */
export interface Leftover {
  readonly path: string;
  readonly bytes: number;
}

/** What processes that were killed have left of finished runs: checkpoints, candidates, half-written files. */
export function leftovers(store: RunStore): Leftover[] {
  const found: Leftover[] = [];
  for (const id of store.ids()) {
    const folder = store.folder(id);
    if (!store.isDone(id) || isLocked(folder)) continue;
    for (const name of readdirSync(folder)) {
      if (!/^checkpoints-|^candidate-|^lock|\.tmp-/.test(name)) continue;
      found.push({ path: path.join(folder, name), bytes: sizeOf(path.join(folder, name)) });
    }
  }
  return found;
}

function sizeOf(file: string): number {
  const found = statSync(file);
  if (!found.isDirectory()) return found.size;
  return readdirSync(file).reduce((sum, name) => sum + sizeOf(path.join(file, name)), 0);
}

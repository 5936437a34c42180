import { statSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from './runRecord';
import type { RunStore } from './store';
import { recall, remember } from './storeMemory';

const VERSION = 2;

/** A result as the index remembers it, with its file's time and size. */
interface Entry {
  readonly time: number;
  readonly size: number;
  readonly result: RunResult;
}

/**
 * The results of all finished runs. Those that did not change since the last call come from `index.json` in the store,
 * which is only a memory: it is written anew from the runs' folders when it is missing, damaged or old.
 */
export function indexedResults(store: RunStore): RunResult[] {
  const file = path.join(store.root, 'index.json');
  const known = recall<Entry>(file, VERSION);
  const entries = new Map<string, Entry>();
  let changed = false;
  for (const id of store.ids()) {
    const found = statSync(path.join(store.folder(id), 'result.json'), { throwIfNoEntry: false });
    if (!found) continue;
    const { mtimeMs: time, size } = found;
    const before = known.get(id);
    if (before?.time === time && before.size === size) {
      entries.set(id, before);
      continue;
    }
    const result = store.result(id);
    if (result) entries.set(id, { time, size, result });
    changed = true;
  }
  if (changed || entries.size !== known.size) remember(file, VERSION, entries);
  return [...entries.values()].map(({ result }) => result);
}

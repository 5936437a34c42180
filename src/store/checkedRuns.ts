import { statSync } from 'node:fs';
import path from 'node:path';
import type { RunStore } from './store';
import { recall, remember } from './storeMemory';

const VERSION = 1;

/**
 * What does not agree in the files of finished runs (`RunStore.verify`). Runs that agreed and whose files have the same times
 * and sizes since are not read again: `checked.json` in the store remembers them. It is only a memory: it is written anew when
 * it is missing, damaged or old.
 * @param onRun is told how many runs are checked.
 * @returns why a run is not sound, by its name; sound runs are not there.
 */
export function checkRuns(
  store: RunStore,
  ids: readonly string[],
  onRun: (done: number) => void = () => {},
): ReadonlyMap<string, string> {
  const file = path.join(store.root, 'checked.json');
  const known = recall<string>(file, VERSION); // their files' times and sizes when they agreed
  const agreed = new Map<string, string>();
  const unsound = new Map<string, string>();
  for (const [i, id] of ids.entries()) {
    try {
      const stamp = stampOf(store, id);
      const problems = known.get(id) === stamp ? [] : store.verify(id);
      if (problems.length === 0) agreed.set(id, stamp);
      else unsound.set(id, `its files do not agree (${problems.join(' ')})`);
    } catch (error) {
      unsound.set(id, `cannot be read (${(error as Error).message})`);
    }
    onRun(i + 1);
  }
  if ([...agreed].some(([id, stamp]) => known.get(id) !== stamp))
    remember(file, VERSION, new Map([...known, ...agreed]));
  return unsound;
}

/** Times and sizes of a run's files; a file that is missing is said, too. */
function stampOf(store: RunStore, id: string): string {
  const names = ['config.json', 'result.json', ...Object.keys(store.result(id)?.files ?? {})];
  return names
    .map((name) => {
      const found = statSync(path.join(store.folder(id), name), { throwIfNoEntry: false });
      return `${name} ${found?.mtimeMs} ${found?.size}`;
    })
    .join(', ');
}

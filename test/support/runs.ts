import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSafetensors } from '../../src/files/safetensors';
import type { RunHooks } from '../../src/runs/runHooks';
import { runId } from '../../src/store/runConfig';
import type { RunConfig } from '../../src/store/runRecord';
import { RunStore } from '../../src/store/store';

/** An empty store in a folder of its own. */
export const newStore = () => new RunStore(mkdtempSync(path.join(tmpdir(), 'rlel-')));

/** Hooks that warn nobody. */
export const quiet = (
  onProgress: RunHooks['onProgress'] = () => {},
  signal = new AbortController().signal,
): RunHooks => ({
  onProgress,
  warn: () => {},
  signal,
});

/** What came out of a finished run, to the bit. */
export function outcome(store: RunStore, config: RunConfig) {
  const folder = store.folder(runId(config));
  const hash = (name: string) => readSafetensors(path.join(folder, `${name}.safetensors`)).metadata.sha256;
  return {
    predictions: readFileSync(path.join(folder, 'predictions.csv'), 'utf8'),
    history: readFileSync(path.join(folder, 'history.csv'), 'utf8'),
    weights: hash('model'),
    encoding: hash('encoding'),
  };
}

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunHooks } from '../../src/runs/runHooks';
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

import * as fs from 'node:fs';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { executeRun } from '../../src/runs/executeRun';
import { runId } from '../../src/store/runConfig';
import type { RunStore } from '../../src/store/store';
import { newStore, quiet } from '../support/runs';
import { columnData, smallRun } from '../support/steering';

/** What writes: after the given number of calls each of them fails, as for a process that is dead or a disk that is full. */
const disk = vi.hoisted(() => ({ calls: 0, failFrom: Number.POSITIVE_INFINITY, code: 'KILLED' }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const watched = [
    'openSync',
    'writeSync',
    'fsyncSync',
    'renameSync',
    'linkSync',
    'rmSync',
    'mkdirSync',
    'writeFileSync',
  ] as const;
  const wrapped = watched.map((name) => {
    const call = real[name] as (...words: unknown[]) => unknown;
    return [
      name,
      (...words: unknown[]) => {
        disk.calls += 1;
        // a full disk still lets files be removed
        const fails = disk.calls >= disk.failFrom && !(disk.code === 'ENOSPC' && !/write|open/i.test(name));
        if (fails && (name !== 'openSync' || words[1] !== 'r'))
          throw Object.assign(new Error(disk.code), { code: disk.code, syscall: name.replace('Sync', '') }); // as the system’s
        return call(...words);
      },
    ];
  });
  return { ...real, ...Object.fromEntries(wrapped) };
});

const data = columnData();
const config = smallRun(data, { method: 'bel', settings: { families: ['U', 'J'], losses: ['bce'], epochs: 1 } });

const outcome = (store: RunStore) => {
  const folder = store.folder(runId(config));
  return ['predictions.csv', 'model.safetensors', 'encoding.safetensors'].map((name) =>
    readFileSync(path.join(folder, name), 'latin1'),
  );
};

/** A dead process holds nothing: its lock names a process that is not there. */
function bury(store: RunStore): void {
  const folder = store.folder(runId(config));
  if (!fs.existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((file) => /^lock\.\d+$/.test(file))) {
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"pid":\d+/, `"pid":${2 ** 22 + 1}`));
  }
}

async function attempt(store: RunStore, failFrom: number, code: string): Promise<Error | null> {
  disk.calls = 0;
  disk.failFrom = failFrom;
  disk.code = code;
  try {
    await executeRun(config, data, store, quiet());
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    disk.failFrom = Number.POSITIVE_INFINITY;
    bury(store);
  }
}

afterEach(() => {
  disk.failFrom = Number.POSITIVE_INFINITY;
});

describe('a process dies at each of its writes', () => {
  test('the next one finishes with the same bits, and no result is there before', { timeout: 600_000 }, async () => {
    const whole = newStore();
    await attempt(whole, Number.POSITIVE_INFINITY, 'KILLED');
    const writes = disk.calls;
    expect(writes).toBeGreaterThan(40);
    const store = newStore();
    // one store for all deaths: each attempt dies at the next write after what earlier ones have left
    for (let n = 1; n <= writes; n += 3) {
      const error = await attempt(store, n, 'KILLED');
      if (error === null) break;
      expect(error.message).toContain('KILLED');
      expect(() => store.result(runId(config))).not.toThrow();
    }
    expect(await attempt(store, Number.POSITIVE_INFINITY, 'KILLED')).toBeNull();
    expect(outcome(store)).toEqual(outcome(whole));
    expect(store.verify(runId(config))).toEqual([]);
  });
});

describe('the disk fills up', () => {
  test.each([3, 12, 25, 50])(
    'at write %i: said so, nothing that looks whole, and the next run ends well',
    async (n) => {
      const store = newStore();
      const error = await attempt(store, n, 'ENOSPC');
      expect(error?.message).toContain('the disk is full');
      expect(fs.existsSync(path.join(store.folder(runId(config)), 'result.json'))).toBe(false);
      expect(await attempt(store, Number.POSITIVE_INFINITY, 'ENOSPC')).toBeNull();
      expect(store.verify(runId(config))).toEqual([]);
    },
  );
});

test('a result that is cut at any byte is named', async () => {
  const store = newStore();
  await attempt(store, Number.POSITIVE_INFINITY, 'KILLED');
  const folder = store.folder(runId(config));
  const file = path.join(folder, 'result.json');
  const bytes = readFileSync(file);
  for (const length of [0, 1, Math.floor(bytes.length / 2), bytes.length - 2]) {
    writeFileSync(file, bytes);
    truncateSync(file, length);
    expect(() => store.result(runId(config)), `${length} bytes`).toThrow('result.json: cannot be read');
  }
});

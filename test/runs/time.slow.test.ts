import { afterEach, expect, test, vi } from 'vitest';
import { executeRun } from '../../src/runs/executeRun';
import type { RunResult } from '../../src/store/runRecord';
import { Interrupted } from '../../src/training/loop';
import { newStore, quiet } from '../support/runs';
import { columnData, smallRun } from '../support/steering';

const data = columnData(60);
const config = smallRun(data, { settings: { epochs: 2 } });

afterEach(() => vi.restoreAllMocks());

/** Runs with a clock that goes on by a second whenever it is read, and by an hour once where `sleepsAt` says. */
async function timed(sleepsAt: number, stopAt: number): Promise<RunResult> {
  let reads = 0;
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    reads += 1;
    now += reads === sleepsAt ? 3_600_000 : 1000;
    return now;
  });
  const store = newStore();
  const stop = new AbortController();
  const whole = quiet((progress) => {
    if (progress.epoch === 0 && progress.step === stopAt) stop.abort();
  }, stop.signal);
  if (stopAt > 0) {
    await expect(executeRun(config, data, store, whole)).rejects.toThrow(Interrupted);
    now += 3_600_000; // until somebody goes on with it
  }
  return executeRun(config, data, store, quiet());
}

test('a run’s time is that of its steps and evaluations: in one session, in two, and with an hour of sleep', async () => {
  const { seconds, waitedForData } = await timed(0, 0);
  expect(seconds).toBeGreaterThan(0);
  expect(waitedForData).toBeGreaterThan(0);
  for (const other of [await timed(0, 1), await timed(5, 0), await timed(9, 1)]) {
    expect(other.seconds).toBeCloseTo(seconds, 6);
    expect(other.waitedForData).toBeCloseTo(waitedForData as number, 1);
  }
}, 120_000);

import { hostname } from 'node:os';
import type { Dataset } from '../datasets/dataset';
import { requireDataset } from '../datasets/requireDataset';
import { requireOwnSettings } from '../engine/environment';
import { requireRightGradients } from '../engine/rightGradients';
import { RlelError } from '../errors';
import { systemError } from '../files/systemError';
import { requireFunction, requireOptions, requireTextOrNone } from '../input/check';
import { networkNamed } from '../networks/registry';
import { requireConfig, runId } from '../store/runConfig';
import { lockRun } from '../store/runLock';
import type { RunConfig, RunFailure, RunResult } from '../store/runRecord';
import { type RunStore, requireStore } from '../store/store';
import { makeFresh } from '../store/storeCare';
import type { Reading } from '../training/batches/batches';
import { openReader } from '../training/batches/sampleReader';
import { truncates } from '../training/labelGrid';
import { Interrupted } from '../training/loop';
import { epochsOn } from '../training/steps';
import { labelGroups } from './buildModel';
import { environment } from './environment';
import { finishRun } from './finishRun';
import { type RunHooks, usualHooks } from './runHooks';
import { trainCandidates } from './trainCandidates';

/**
 * Does a run, or what is left of it, and stores it. A run that is done is returned as stored.
 * The configuration and the environment are written before training starts, result.json last.
 * An error is kept in failure.json.
 * @param given left out: warnings go to stderr, and nothing stops the run.
 * @throws RunLocked when another process works on it; Interrupted when the signal aborts, after saving; RlelError where
 * TensorFlow was loaded before this package, with other settings, for a disk or a memory that does not suffice, and for
 * what is no configuration, data, store or hooks.
 */
export async function executeRun(
  config: RunConfig,
  data: Dataset,
  store: RunStore,
  given: Partial<RunHooks> = {},
): Promise<RunResult> {
  requireConfig(config, 'executeRun');
  requireDataset(data, 'executeRun');
  requireStore(store, 'executeRun');
  const hooks = hooksOf(given);
  const id = runId(config);
  const done = hooks.fresh ? null : store.result(id);
  if (done) return done;
  requireOwnSettings();
  requireRightGradients();
  if (hooks.fresh) makeFresh(store, id);
  const lock = lockRun(store.folder(id));
  try {
    const finished = store.result(id); // by the process that held the run a moment ago
    if (finished) return finished;
    store.writeConfig(id, config);
    store.writeJson(id, 'environment.json', environment(data.folder));
    const reading = openReading(config, data);
    try {
      const signal = AbortSignal.any([hooks.signal, lock.lost]);
      const trained = await trainCandidates(config, reading, store, { ...hooks, signal });
      return await finishRun(config, reading, store, trained, hooks.warn);
    } finally {
      await reading.reader.close();
    }
  } catch (error) {
    const told = systemError(error);
    if (!(told instanceof Interrupted)) recordFailure(store, id, told as Error);
    throw told;
  } finally {
    lock.release();
  }
}

/** All of them, checked. */
function hooksOf(given: Partial<RunHooks>): RunHooks {
  const usual = usualHooks();
  requireOptions(given, 'executeRun: hooks', [], [...Object.keys(usual), 'weightsFile', 'fresh']);
  const hooks = { ...usual, ...given };
  requireFunction(hooks.onProgress, 'executeRun: onProgress');
  requireFunction(hooks.warn, 'executeRun: warn');
  if (!(hooks.signal instanceof AbortSignal))
    throw new RlelError('executeRun: signal: expected an AbortSignal, as new AbortController().signal.');
  requireTextOrNone(hooks.weightsFile, 'executeRun: weightsFile');
  return hooks;
}

function recordFailure(store: RunStore, id: string, { message }: Error): void {
  try {
    const attempts = (store.failure(id)?.attempts ?? 0) + 1;
    const failure: RunFailure = { message, attempts, host: hostname(), failedAt: new Date().toISOString() };
    store.writeJson(id, 'failure.json', failure);
  } catch {
    // what stopped the run may stop this, too: a full disk
  }
}

/** The caller closes its reader. */
export function openReading(config: RunConfig, data: Dataset): Reading {
  const { imageSize } = networkNamed(config.network.name);
  const { imageShape, mirror = [] } = data;
  const { augmentation } = config.training;
  const reader = openReader(data, {
    imageShape,
    imageSize,
    mirror,
    augmentation,
    truncated: truncates(config.training),
  });
  const training = { ...config.training, epochs: epochsOn(data.split.train.length, config.training) };
  return { data, reader, groups: labelGroups(config), imageSize, config: training };
}

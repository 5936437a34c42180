import type { Command } from 'commander';
import { RlelError, StorageError } from '../errors';
import { systemError } from '../files/systemError';
import { type PlannedRun, placesOf } from '../plans/plan';
import { executeRun } from '../runs/executeRun';
import { RunOpener } from '../runs/openRun';
import { RunLocked } from '../store/runLock';
import { RunStore } from '../store/store';
import { Interrupted } from '../training/loop';
import { resultsOption } from './options';

/** What a worker process is asked to do: a run, or to render (twins) and decode the data that a run would read. */
export interface WorkerOrder {
  readonly kind: 'run' | 'prepare';
  readonly run: PlannedRun;
}

/** What a worker process tells its parent. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'interrupted' }
  /** Another process works on the run. */
  | { readonly kind: 'locked' }
  /** `storage`: what comes next would fail alike. */
  | { readonly kind: 'failed'; readonly message: string; readonly storage: boolean };

/** `rlel worker`. */
export function addWorker(rlel: Command): void {
  rlel
    .command('worker', { hidden: true })
    .description('does the runs that its parent process sends')
    .addOption(resultsOption())
    .action(({ results }) => serve(results));
}

type Tell = (message: WorkerMessage) => void;

/**
 * Does what its parent sends, one order after the other; data stay open while they serve the next run too. Ends when the
 * parent disconnects. A signal saves the run under way.
 */
async function serve(results: string): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const store = new RunStore(results);
  const open = new RunOpener();
  const tell: Tell = (message) => {
    if (process.connected) process.send?.(message);
  };
  const gone = new Promise<void>((resolve) => process.once('disconnect', resolve));
  gone.then(() => stop.abort()); // without its parent it saves and ends, too
  let work = Promise.resolve();
  process.on('message', (order: WorkerOrder) => {
    work = obey(order, store, open, stop.signal, tell).then(
      () => tell({ kind: 'done' }),
      (error) => tell(failure(error)),
    );
  });
  await gone;
  await work;
  open.close();
}

async function obey(
  { kind, run }: WorkerOrder,
  store: RunStore,
  open: RunOpener,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const { config, data } = await open.open(run.request, placesOf(run), (_, done, total) => {
    if (signal.aborted) throw new Interrupted('Stopped.');
    tell({ kind: 'progress', fraction: done / total });
  });
  if (kind === 'prepare') return;
  await executeRun(config, data, store, {
    signal,
    weightsFile: run.weights ?? undefined,
    warn: (message) => process.stderr.write(`warning: ${message}\n`),
    onProgress: ({ fraction }) => tell({ kind: 'progress', fraction }),
  });
}

function failure(thrown: unknown): WorkerMessage {
  const error = systemError(thrown);
  if (error instanceof Interrupted) return { kind: 'interrupted' };
  if (error instanceof RunLocked) return { kind: 'locked' };
  const message = error instanceof RlelError ? error.message : ((error as Error).stack ?? String(error));
  return { kind: 'failed', message, storage: error instanceof StorageError };
}

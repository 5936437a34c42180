import type { Settings } from '../benchmarks/benchmarks';
import { resolveSettings } from '../benchmarks/request';
import { identityOf } from '../data/dataIdentity';
import { openData } from '../data/openData';
import type { Dataset } from '../datasets/dataset';
import { layoutNamed } from '../datasets/layouts/registry';
import { RlelError, StorageError } from '../errors';
import { canonicalJson } from '../files/canonicalJson';
import { systemError } from '../files/systemError';
import { weightsHash } from '../networks/weights';
import type { PlannedRun } from '../plans/plan';
import { executeRun } from '../runs/executeRun';
import { runConfig } from '../store/runConfig';
import { RunLocked } from '../store/runLock';
import { RunStore } from '../store/store';
import { Interrupted } from '../training/loop';

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

type Tell = (message: WorkerMessage) => void;

/**
 * Does what its parent sends, one order after the other; data stay open while they serve the next run too. Ends when the
 * parent disconnects. A signal saves the run under way.
 */
export async function workerCommand(results: string): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const store = new RunStore(results);
  const open = new OpenData(stop.signal);
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
  open: OpenData,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const { data, settings } = await open.of(run, tell);
  if (kind === 'prepare') return;
  const weights = run.weights && weightsHash(run.weights);
  await executeRun(runConfig(run.request, settings, identityOf(data), weights), data, store, {
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

/** The data that the last run used. */
class OpenData {
  private key = '';
  private data: Dataset | null = null;

  constructor(private readonly signal: AbortSignal) {}

  async of({ request, data: folder }: PlannedRun, tell: Tell): Promise<{ data: Dataset; settings: Settings }> {
    const { network, twin, trainFraction, maxAngle } = resolveSettings(request);
    const key = canonicalJson({ benchmark: request.benchmark, folder, network, twin, trainFraction, maxAngle });
    const onProgress = (_: string, done: number, total: number) => {
      if (this.signal.aborted) throw new Interrupted('Stopped.');
      tell({ kind: 'progress', fraction: done / total });
    };
    if (this.data && key === this.key) {
      return { data: this.data, settings: resolveSettings(request, layoutNamed(this.data.format)) };
    }
    this.close();
    const { data, settings } = await openData(request, { folder, trainList: null }, onProgress);
    this.data = data;
    this.key = key;
    return { data, settings };
  }

  close(): void {
    this.data?.close();
    this.data = null;
  }
}

import type { Dataset } from '../datasets/dataset';
import { RlelError } from '../errors';
import type { Settings } from '../study/benchmarks';
import { canonicalJson, type RunRequest, resolveSettings, runConfig } from '../study/configure';
import { openData } from '../study/openData';
import { executeRun } from '../study/run';
import { RunStore } from '../study/store';
import { Interrupted } from '../training/trainer';

/** What a worker process is asked to do: a run, or to render and decode the twin that a run would read. */
export interface WorkerOrder {
  readonly kind: 'run' | 'prepare';
  readonly request: RunRequest;
}

/** What a worker process tells its parent. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Does what its parent sends, one order after the other, on synthetic twins; data stay open while they serve the next
 * run too. Ends when the parent disconnects. A signal saves the run under way.
 */
export async function workerCommand(results: string): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const store = new RunStore(results);
  const open = new OpenTwin();
  const tell = (message: WorkerMessage) => process.send?.(message);
  const done = new Promise<void>((resolve) => process.once('disconnect', resolve));
  process.on('message', ({ kind, request }: WorkerOrder) => {
    const work = kind === 'run' ? run(request, store, open, stop.signal, tell) : prepare(request, stop.signal, tell);
    work.then(
      () => tell({ kind: 'done' }),
      (error) => tell(failure(error)),
    );
  });
  await done;
  open.close();
}

async function run(
  request: RunRequest,
  store: RunStore,
  open: OpenTwin,
  signal: AbortSignal,
  tell: (message: WorkerMessage) => void,
): Promise<void> {
  const { data, settings } = await open.of(request);
  await executeRun(runConfig(request, settings, data), data, store, {
    signal,
    warn: (message) => process.stderr.write(`warning: ${message}\n`),
    onProgress: ({ fraction }) => tell({ kind: 'progress', fraction }),
  });
}

async function prepare(
  request: RunRequest,
  signal: AbortSignal,
  tell: (message: WorkerMessage) => void,
): Promise<void> {
  const { data } = await openData(request, { folder: null, trainList: null }, (_, done, total) => {
    if (signal.aborted) throw new Interrupted('Stopped.');
    tell({ kind: 'progress', fraction: done / total });
  });
  data.close();
}

function failure(error: unknown): WorkerMessage {
  if (error instanceof Interrupted) return { kind: 'interrupted' };
  const message = error instanceof RlelError ? error.message : ((error as Error).stack ?? String(error));
  return { kind: 'failed', message };
}

/** The twin that the last run used. */
class OpenTwin {
  private key = '';
  private data: Dataset | null = null;

  async of(request: RunRequest): Promise<{ data: Dataset; settings: Settings }> {
    const settings = resolveSettings(request);
    const { benchmark, profile } = request;
    const key = canonicalJson({ benchmark, profile, network: settings.network, fraction: settings.trainFraction });
    if (!this.data || key !== this.key) {
      this.close();
      this.data = (await openData(request, { folder: null, trainList: null })).data;
      this.key = key;
    }
    return { data: this.data, settings };
  }

  close(): void {
    this.data?.close();
    this.data = null;
  }
}

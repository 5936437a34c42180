import type { RunRequest } from '../benchmarks/request';
import { identityOf } from '../data/dataIdentity';
import { type DataRequest, openData } from '../data/openData';
import { weightsHash } from '../networks/weights';
import { executeRun } from '../runs/executeRun';
import { runConfig, runId } from '../store/runConfig';
import type { RunResult } from '../store/runRecord';
import { RunStore } from '../store/store';
import { readerThreads } from '../training/batches/readerThreads';
import type { TrainingProgress } from '../training/loop';
import { progressDisplay } from './progress';

export interface RunOptions extends DataRequest {
  /** Pretrained backbone; left out: none. */
  readonly weightsFile?: string;
  readonly results: string;
  /** Whether a run that is there is set aside and done again. */
  readonly fresh: boolean;
}

/**
 * Trains one run with a progress display; Ctrl-C saves and stops.
 * @returns its result, and whether the store had it already.
 */
export async function runCommand(
  request: RunRequest,
  options: RunOptions,
): Promise<{ result: RunResult; stored: boolean }> {
  const { weightsFile, results, fresh } = options;
  readerThreads(); // a bad setting is told before data are looked for
  const weights = weightsFile ? weightsHash(weightsFile) : null;
  const store = new RunStore(results);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const display = progressDisplay();
  try {
    const { data, settings } = await openData(request, options, (what, done, total) =>
      display.update(done / total, what),
    );
    try {
      const config = runConfig(request, settings, identityOf(data), weights);
      const stored = !fresh && store.isDone(runId(config));
      const result = await executeRun(config, data, store, {
        signal: stop.signal,
        weightsFile,
        fresh,
        warn: (message) => display.line(`warning: ${message}`),
        onProgress: (progress) => display.update(progress.fraction, describe(progress)),
      });
      return { result, stored };
    } finally {
      data.close();
    }
  } finally {
    display.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function describe({
  candidate,
  epoch,
  epochs,
  loss,
  validationError,
}: TrainingProgress & { candidate: string }): string {
  const metric = validationError === null ? '' : ` · validation error ${validationError.toFixed(2)}`;
  return `${candidate} · epoch ${epoch + 1}/${epochs} · loss ${loss.toPrecision(4)}${metric}`;
}

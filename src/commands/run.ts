import type { RunRequest } from '../benchmarks/request';
import { identityOf } from '../data/dataIdentity';
import { type DataRequest, openData } from '../data/openData';
import { weightsHash } from '../networks/weights';
import { executeRun } from '../runs/executeRun';
import { runConfig } from '../store/runConfig';
import type { RunResult } from '../store/runRecord';
import { RunStore } from '../store/store';
import { readerThreads } from '../training/batches/readerThreads';
import type { TrainingProgress } from '../training/loop';
import { progressDisplay } from './progress';

export interface RunOptions extends DataRequest {
  /** Pretrained backbone; left out: none. */
  readonly weightsFile?: string;
  readonly results: string;
}

/** Trains one run with a progress display; Ctrl-C saves and stops. */
export async function runCommand(request: RunRequest, options: RunOptions): Promise<RunResult> {
  const { weightsFile, results } = options;
  readerThreads(); // a bad setting is told before data are looked for
  const weights = weightsFile ? weightsHash(weightsFile) : null;
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
      return await executeRun(runConfig(request, settings, identityOf(data), weights), data, new RunStore(results), {
        signal: stop.signal,
        weightsFile,
        warn: (message) => display.line(`warning: ${message}`),
        onProgress: (progress) => display.update(progress.fraction, describe(progress)),
      });
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

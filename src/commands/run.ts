import { readerThreads } from '../engine/threads';
import { weightsHash } from '../networks/weights';
import { type RunRequest, runConfig } from '../study/configure';
import { identityOf } from '../study/dataIdentity';
import { type DataRequest, openData } from '../study/openData';
import { executeRun } from '../study/run';
import type { RunResult } from '../study/runRecord';
import { RunStore } from '../study/store';
import type { TrainingProgress } from '../training/trainer';
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

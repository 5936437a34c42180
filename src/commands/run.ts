import type { RunRequest } from '../study/configure';
import { resolveSettings, runConfig } from '../study/configure';
import { openData } from '../study/openData';
import { executeRun } from '../study/run';
import type { RunResult } from '../study/runRecord';
import { RunStore } from '../study/store';
import type { TrainingProgress } from '../training/trainer';
import { progressDisplay } from './progress';

/** What a worker process tells its parent. */
export interface WorkerMessage {
  readonly fraction: number;
}

/** Trains one run with a progress display; Ctrl-C saves and stops. */
export async function runCommand(request: RunRequest, dataFolder: string | null, results: string): Promise<RunResult> {
  const settings = resolveSettings(request);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const display = progressDisplay();
  try {
    const data = await openData(settings, dataFolder, (what, done, total) => display.update(done / total, what));
    try {
      return await executeRun(runConfig(request, settings, data), data, new RunStore(results), {
        signal: stop.signal,
        warn: (message) => display.line(`warning: ${message}`),
        onProgress(progress) {
          display.update(progress.fraction, describe(progress));
          process.send?.({ fraction: progress.fraction } satisfies WorkerMessage);
        },
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

function describe({ candidate, epoch, epochs, loss, validationMae }: TrainingProgress & { candidate: string }): string {
  const metric = validationMae === null ? '' : ` · validation MAE ${validationMae.toFixed(2)}`;
  return `${candidate} · epoch ${epoch + 1}/${epochs} · loss ${loss.toPrecision(4)}${metric}`;
}

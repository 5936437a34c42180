import type { Command } from 'commander';
import type { RunRequest } from '../benchmarks/request';
import { executeRun } from '../runs/executeRun';
import { RunOpener, type RunPlaces } from '../runs/openRun';
import { otherCode } from '../runs/otherCode';
import { runId } from '../store/runConfig';
import type { RunResult } from '../store/runRecord';
import { RunStore } from '../store/store';
import { readerThreads } from '../training/batches/readerThreads';
import type { TrainingProgress } from '../training/loop';
import { freshOption, jsonOption, quietOption, resultsOption } from './options';
import { examples, say } from './program';
import { progressDisplay } from './progress';
import { addRequestOptions, toPlaces, toRequest } from './requestOptions';
import { describeResult, remarksOn } from './resultText';

/** `rlel run`. */
export function addRun(rlel: Command): void {
  addRequestOptions(rlel.command('run').description('train a method on a benchmark; a run that is done is shown'))
    .addOption(freshOption())
    .addOption(resultsOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      examples(
        'rlel run --benchmark PN --method rlel',
        'rlel run --benchmark FLD2 --method rlel --data 300w/ --alpha 0.5 --seed 2',
        'rlel run --images photos/ --labels gauges.csv --method rlel',
      ),
    )
    .action(async (options) => {
      const { results, fresh, json, quiet } = options;
      const request = toRequest(options);
      const { result, stored } = await runOne(request, { ...toPlaces(options, request), results, fresh, quiet });
      if (json) {
        say(JSON.stringify(result, null, 2));
        return;
      }
      say(describeResult(result));
      if (quiet) return;
      for (const remark of remarksOn(result)) say(remark);
      const other = stored ? otherCode([result], '--fresh makes it again') : null;
      if (other) say(`From the store. ${other}`);
      if (result.waitedForData !== undefined)
        say(`waited for data ${(100 * result.waitedForData).toFixed(1)} % of the training steps’ time`);
    });
}

interface RunOptions extends RunPlaces {
  readonly results: string;
  /** Whether a run that is there is set aside and done again. */
  readonly fresh: boolean;
  /** No progress, notes or warnings. */
  readonly quiet: boolean;
}

/**
 * Trains one run with a progress display; Ctrl-C saves and stops.
 * @returns its result, and whether the store had it already.
 */
async function runOne(request: RunRequest, options: RunOptions): Promise<{ result: RunResult; stored: boolean }> {
  const { weights, results, fresh, quiet } = options;
  readerThreads(); // a bad setting is told before data are looked for
  const opener = new RunOpener();
  const store = new RunStore(results);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const display = progressDisplay({ quiet });
  try {
    const { config, data } = await opener.open(request, options, (what, done, total) =>
      display.update(done / total, what),
    );
    for (const note of data.notes ?? []) display.line(`data: ${note}`);
    const stored = !fresh && store.isDone(runId(config));
    const result = await executeRun(config, data, store, {
      signal: stop.signal,
      weightsFile: weights ?? undefined,
      fresh,
      warn: (message) => display.line(`warning: ${message}`),
      onProgress: (progress) => display.update(progress.fraction, describe(progress)),
    });
    return { result, stored };
  } finally {
    opener.close();
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

import path from 'node:path';
import { readerThreads } from '../engine/threads';
import { RlelError } from '../errors';
import { methodNames } from '../methods/registry';
import { writeReport } from '../report/writeReport';
import { settingsOf } from '../study/benchmarks';
import { type RunRequest, runConfig, runId } from '../study/configure';
import { openData, twinFolder } from '../study/openData';
import type { RunResult } from '../study/runRecord';
import { RunStore } from '../study/store';
import { Interrupted } from '../training/trainer';
import { progressDisplay } from './progress';
import { WorkerPool } from './workerPool';

export interface ReproduceOptions {
  readonly benchmarks: readonly string[];
  readonly profile: string;
  readonly seeds: readonly number[];
  /** Processes side by side. */
  readonly jobs: number;
  readonly results: string;
}

/** A run with its name in the store. */
interface Task {
  readonly request: RunRequest;
  readonly id: string;
}

/**
 * Trains every method and seed of the benchmarks on their synthetic twins, what is done left out, in processes side by
 * side; then writes the report.
 * @returns the report's files.
 * @throws RlelError naming the runs that failed; Interrupted after Ctrl-C, when the workers have saved.
 */
export async function reproduceCommand(options: ReproduceOptions): Promise<string[]> {
  readerThreads(); // a bad setting is told once, not by every run
  const { results } = options;
  const store = new RunStore(results);
  const pool = new WorkerPool(options.jobs, results);
  const interrupt = () => pool.interrupt();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    await renderTwins(options, pool);
    const tasks: Task[] = [];
    for (const benchmark of options.benchmarks) tasks.push(...(await tasksOf(benchmark, options)));
    await runAll(tasks, store, options, pool);
    const done = tasks.map(({ id }) => store.result(id)).filter((result): result is RunResult => result !== null);
    return writeReport(done, path.join(results, 'report'));
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    pool.end();
  }
}

/** Renders and decodes the twins that the benchmarks learn from; some share one. */
async function renderTwins({ benchmarks, profile }: ReproduceOptions, pool: WorkerPool): Promise<void> {
  const folderOf = (benchmark: string): string => twinFolder(benchmark, settingsOf(benchmark, profile).twin);
  const first = [...new Map([...benchmarks].reverse().map((name) => [folderOf(name), name])).values()].reverse();
  const failures: string[] = [];
  const progress = new Progress(first.length);
  try {
    await pool.each(
      first,
      (benchmark) => ({ kind: 'prepare', request: { benchmark, method: 'direct', profile, seed: 0 } }),
      (benchmark, fraction) => progress.update(benchmark, fraction, `${benchmark}: rendering the twin`),
      (benchmark, end) => {
        if (end.kind === 'failed') failures.push(`${benchmark}: ${end.message}`);
        progress.update(benchmark, 1, `${benchmark}: rendered`);
      },
    );
  } finally {
    progress.stop();
  }
  if (pool.wasInterrupted) throw new Interrupted('Stopped while the twins were rendered. The same command goes on.');
  if (failures.length > 0) throw new RlelError(`Twins could not be rendered:\n${failures.join('\n')}`);
}

/** A benchmark's runs; bel first, which trains a network a family, so that no core waits for it at the end. */
async function tasksOf(benchmark: string, { profile, seeds }: ReproduceOptions): Promise<Task[]> {
  const methods = methodNames().sort((a, b) => Number(b === 'bel') - Number(a === 'bel'));
  const requests = methods.flatMap((method) => seeds.map((seed): RunRequest => ({ benchmark, method, profile, seed })));
  const { data, settings } = await openData(requests[0], { folder: null, trainList: null });
  data.close();
  return requests.map((request) => ({ request, id: runId(runConfig(request, settings, data)) }));
}

async function runAll(
  tasks: readonly Task[],
  store: RunStore,
  { jobs }: ReproduceOptions,
  pool: WorkerPool,
): Promise<void> {
  const missing = tasks.filter(({ id }) => store.result(id) === null);
  const failures: string[] = [];
  const progress = new Progress<Task>(missing.length);
  progress.line(`${tasks.length} runs, ${tasks.length - missing.length} done already, ${jobs} side by side`);
  try {
    await pool.each(
      missing,
      ({ request }) => ({ kind: 'run', request }),
      (task, fraction) => progress.update(task, fraction, nameOf(task)),
      (task, end) => {
        if (end.kind === 'done') progress.line(`${nameOf(task)}: ${testErrorOf(store.result(task.id))}`);
        else if (end.kind === 'failed') failures.push(`${nameOf(task)}: ${end.message}`);
        progress.update(task, 1, nameOf(task));
      },
    );
  } finally {
    progress.stop();
  }
  if (pool.wasInterrupted)
    throw new Interrupted('Stopped; the runs under way are saved. The same command continues them.');
  if (failures.length > 0)
    throw new RlelError(`${failures.length} of ${tasks.length} runs failed:\n${failures.join('\n')}`);
}

const nameOf = ({ request: { benchmark, method, seed } }: Task): string => `${benchmark} ${method} seed ${seed}`;
const testErrorOf = (result: RunResult | null): string =>
  `test ${result?.metric} ${result?.metrics.test.error.toFixed(3)} ${result?.unit}`;

/** How far a number of equal parts are together. */
class Progress<T> {
  private readonly fractions = new Map<T, number>();
  private readonly display = progressDisplay();

  constructor(private readonly parts: number) {}

  update(part: T, fraction: number, text: string): void {
    this.fractions.set(part, fraction);
    const sum = [...this.fractions.values()].reduce((total, value) => total + value, 0);
    this.display.update(sum / this.parts, text);
  }

  line(text: string): void {
    this.display.line(text);
  }

  stop(): void {
    this.display.stop();
  }
}

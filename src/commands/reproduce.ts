import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { readerThreads } from '../engine/threads';
import { RlelError } from '../errors';
import { methodNames } from '../methods/registry';
import { writeReport } from '../report/writeReport';
import { type RunRequest, runConfig, runId } from '../study/configure';
import { openData } from '../study/openData';
import type { RunResult } from '../study/runRecord';
import { RunStore } from '../study/store';
import { Interrupted } from '../training/trainer';
import { type ProgressDisplay, progressDisplay } from './progress';
import type { WorkerMessage } from './worker';

const CLI = path.resolve(__dirname, '../../bin/rlel.cjs');

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
  const { benchmarks, jobs, results } = options;
  readerThreads(); // a bad setting is told once, not by every run
  const store = new RunStore(results);
  const display = progressDisplay();
  try {
    const tasks: Task[] = [];
    for (const benchmark of benchmarks) tasks.push(...(await tasksOf(benchmark, options, display)));
    const missing = tasks.filter(({ id }) => store.result(id) === null);
    display.line(`${tasks.length} runs, ${tasks.length - missing.length} done already, ${jobs} side by side`);
    await runAll(missing, store, options, display);
    const done = tasks.map(({ id }) => store.result(id)).filter((result): result is RunResult => result !== null);
    return writeReport(done, path.join(results, 'report'));
  } finally {
    display.stop();
  }
}

/** A benchmark's runs; bel first, which trains a network a family, so that no core waits for it at the end. */
async function tasksOf(
  benchmark: string,
  { profile, seeds }: ReproduceOptions,
  display: ProgressDisplay,
): Promise<Task[]> {
  const methods = methodNames().sort((a, b) => Number(b === 'bel') - Number(a === 'bel'));
  const requests = methods.flatMap((method) => seeds.map((seed): RunRequest => ({ benchmark, method, profile, seed })));
  const report = (what: string, done: number, total: number) => display.update(done / total, `${benchmark}: ${what}`);
  const { data, settings } = await openData(requests[0], { folder: null, trainList: null }, report);
  data.close();
  return requests.map((request) => ({ request, id: runId(runConfig(request, settings, data)) }));
}

async function runAll(
  tasks: readonly Task[],
  store: RunStore,
  { jobs, results }: ReproduceOptions,
  display: ProgressDisplay,
): Promise<void> {
  const waiting = [...tasks];
  const fractions = new Map<Task, number>();
  const failures: string[] = [];
  const workers = new Set<Worker>();
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    for (const worker of workers) worker.interrupt();
  };
  const show = (task: Task, fraction: number) => {
    fractions.set(task, fraction);
    const sum = [...fractions.values()].reduce((total, value) => total + value, 0);
    display.update(sum / tasks.length, nameOf(task));
  };
  const work = async (): Promise<void> => {
    let worker: Worker | null = null;
    for (let task = waiting.shift(); task && !interrupted; task = waiting.shift()) {
      const current = task;
      if (!worker?.alive) {
        worker = new Worker(jobs, results);
        workers.add(worker);
      }
      const end = await worker.run(current.request, (fraction) => show(current, fraction));
      if (end.kind === 'done') {
        const result = store.result(current.id);
        display.line(
          `${nameOf(current)}: test ${result?.metric} ${result?.metrics.test.error.toFixed(3)} ${result?.unit}`,
        );
      } else if (end.kind === 'failed') failures.push(`${nameOf(current)}: ${end.message}`);
      show(current, 1);
    }
    worker?.end();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, work));
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
  if (interrupted) throw new Interrupted('Stopped; the runs under way are saved. The same command continues them.');
  if (failures.length > 0)
    throw new RlelError(`${failures.length} of ${tasks.length} runs failed:\n${failures.join('\n')}`);
}

const nameOf = ({ request: { benchmark, method, seed } }: Task): string => `${benchmark} ${method} seed ${seed}`;

type End = Exclude<WorkerMessage, { kind: 'progress' }>;

/** A process that does one run at a time, with its share of the cores. */
class Worker {
  alive = true;
  private readonly child: ChildProcess;
  private errors = '';

  constructor(jobs: number, results: string) {
    const threads = String(Math.max(1, Math.floor(availableParallelism() / jobs)));
    this.child = fork(CLI, ['worker', '--results', results], {
      silent: true,
      detached: true, // Ctrl-C reaches it through this process only
      env: { ...process.env, TF_NUM_INTRAOP_THREADS: threads, TF_NUM_INTEROP_THREADS: '1', OMP_NUM_THREADS: threads },
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-4000);
    });
    this.child.once('close', () => {
      this.alive = false;
    });
  }

  run(request: RunRequest, onProgress: (fraction: number) => void): Promise<End> {
    return new Promise((resolve) => {
      const finish = (end: End) => {
        this.child.off('message', listen);
        this.child.off('close', crash);
        resolve(end);
      };
      const listen = (message: unknown) => {
        const told = message as WorkerMessage;
        if (told.kind === 'progress') onProgress(told.fraction);
        else finish(told);
      };
      const crash = (status: number | null, signal: string | null) =>
        finish({
          kind: 'failed',
          message: `the process ended (${signal ?? `status ${status}`}). ${this.errors.trim()}`,
        });
      this.child.on('message', listen);
      this.child.once('close', crash);
      this.child.send({ ...request });
    });
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }

  end(): void {
    if (this.child.connected) this.child.disconnect();
  }
}

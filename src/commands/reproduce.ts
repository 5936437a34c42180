import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { RlelError } from '../errors';
import { methodNames } from '../methods/registry';
import { writeReport } from '../report/writeReport';
import { type RunRequest, resolveSettings, runConfig, runId } from '../study/configure';
import { openData } from '../study/openData';
import type { RunResult } from '../study/runRecord';
import { RunStore } from '../study/store';
import { Interrupted } from '../training/trainer';
import { progressDisplay } from './progress';
import type { WorkerMessage } from './run';

const SEEDS = [1, 2, 3];
const CLI = path.resolve(__dirname, '../../bin/rlel.cjs');

/**
 * Trains PN with every method and seed of a profile on the synthetic twin, what is done left out, in processes side
 * by side; then writes the report.
 * @returns the report's files.
 * @throws RlelError naming the runs that failed; Interrupted after Ctrl-C, when the workers have saved.
 */
export async function reproduceCommand(profile: string, jobs: number, results: string): Promise<string[]> {
  const store = new RunStore(results);
  const requests = methodNames().flatMap((method) =>
    SEEDS.map((seed): RunRequest => ({ benchmark: 'PN', method, profile, seed })),
  );
  const display = progressDisplay();
  try {
    const settings = resolveSettings(requests[0]);
    const data = await openData(settings, null, (what, done, total) => display.update(done / total, what));
    const ids = requests.map((request) => runId(runConfig(request, resolveSettings(request), data)));
    data.close();
    // The longest first (bel trains a network a family), so that no core waits for it at the end.
    const missing = requests
      .filter((_request, i) => store.result(ids[i]) === null)
      .sort((a, b) => Number(b.method === 'bel') - Number(a.method === 'bel'));
    display.line(`${requests.length} runs, ${requests.length - missing.length} done already, ${jobs} side by side`);
    await runAll(missing, jobs, results, display);
    const done = ids.map((id) => store.result(id)).filter((result): result is RunResult => result !== null);
    return writeReport(done, path.join(results, 'report'));
  } finally {
    display.stop();
  }
}

async function runAll(
  requests: readonly RunRequest[],
  jobs: number,
  results: string,
  display: ReturnType<typeof progressDisplay>,
): Promise<void> {
  const waiting = [...requests];
  const fractions = new Map<RunRequest, number>();
  const failures: string[] = [];
  const workers = new Set<ChildProcess>();
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    for (const worker of workers) worker.kill('SIGINT');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const work = async (): Promise<void> => {
    for (let request = waiting.shift(); request && !interrupted; request = waiting.shift()) {
      const current = request;
      const name = `PN ${current.method} seed ${current.seed}`;
      const { worker, ended } = startWorker(current, jobs, results, ({ fraction }) => {
        fractions.set(current, fraction);
        const sum = [...fractions.values()].reduce((total, value) => total + value, 0);
        display.update(sum / requests.length, name);
      });
      workers.add(worker);
      const { status, output } = await ended;
      workers.delete(worker);
      fractions.set(current, 1);
      if (status === 0) display.line(output.trim().split('\n').at(-1) ?? name);
      else if (!interrupted) failures.push(`${name}: ${output.trim()}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
  if (interrupted) throw new Interrupted('Stopped; the runs under way are saved. The same command continues them.');
  if (failures.length > 0)
    throw new RlelError(`${failures.length} of ${requests.length} runs failed:\n${failures.join('\n')}`);
}

/** Trains one run in a process of its own, with its share of the cores. */
function startWorker(request: RunRequest, jobs: number, results: string, onMessage: (message: WorkerMessage) => void) {
  const { benchmark, method, profile, seed } = request;
  const threads = String(Math.max(1, Math.floor(availableParallelism() / jobs)));
  const words = [
    'run',
    '--benchmark',
    benchmark,
    '--method',
    method,
    '--profile',
    profile,
    '--seed',
    String(seed),
    '--results',
    results,
  ];
  const worker = fork(CLI, words, {
    silent: true,
    detached: true, // Ctrl-C reaches it through this process only
    env: { ...process.env, TF_NUM_INTRAOP_THREADS: threads, TF_NUM_INTEROP_THREADS: '1', OMP_NUM_THREADS: threads },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000);
  };
  worker.stdout?.on('data', keep);
  worker.stderr?.on('data', keep);
  worker.on('message', (message) => onMessage(message as WorkerMessage));
  const ended = new Promise<{ status: number | null; output: string }>((resolve) => {
    worker.on('close', (status) => resolve({ status, output }));
  });
  return { worker, ended };
}

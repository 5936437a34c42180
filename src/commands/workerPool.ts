import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { integerIn } from '../input/numbers';
import { variable } from '../input/variable';
import { importWords } from './imports';
import { CLI } from './program';
import type { WorkerMessage, WorkerOrder } from './worker';

/** How a worker's order ended. */
export type OrderEnd = Exclude<WorkerMessage, { kind: 'progress' }>;

/** Processes side by side that share the cores; each does one order at a time and lives on for the next. */
export class WorkerPool {
  private readonly workers: (Worker | null)[];
  private interrupted = false;

  /** @param threads of each; left out: its share of the cores, or of TF_NUM_INTRAOP_THREADS where that is set. */
  constructor(
    jobs: number,
    private readonly results: string,
    private readonly threads?: number,
  ) {
    this.workers = Array.from({ length: jobs }, () => null);
  }

  /**
   * Does all orders, in order as workers come free; after an interruption those under way end, the rest is left.
   * @param onProgress is told which worker does the order, from 0 on, and the fraction that is done.
   * @param onEnd is told how each order that was begun has ended, and says whether it is to be done again, or no other
   * is to be begun.
   */
  async each(
    orders: readonly WorkerOrder[],
    onProgress: (order: WorkerOrder, worker: number, fraction: number) => void,
    onEnd: (order: WorkerOrder, worker: number, end: OrderEnd) => 'again' | 'over' | 'stop',
  ): Promise<void> {
    const waiting = [...orders];
    const work = async (slot: number): Promise<void> => {
      for (let order = waiting.shift(); order && !this.interrupted; order = waiting.shift()) {
        const current = order;
        onProgress(current, slot, 0);
        const end = await this.worker(slot).run(current, (fraction) => onProgress(current, slot, fraction));
        const next = onEnd(current, slot, end);
        if (next === 'again') waiting.push(current);
        if (next === 'stop') waiting.length = 0;
      }
    };
    await Promise.all(this.workers.map((_, slot) => work(slot)));
  }

  /** Asks workers to save and stop; `each` begins nothing more. */
  interrupt(): void {
    this.interrupted = true;
    for (const worker of this.workers) worker?.interrupt();
  }

  get wasInterrupted(): boolean {
    return this.interrupted;
  }

  end(): void {
    for (const worker of this.workers) worker?.end();
  }

  private worker(slot: number): Worker {
    const running = this.workers[slot];
    if (running?.alive) return running;
    const started = new Worker(this.threads ?? shareOf(this.workers.length), this.results);
    this.workers[slot] = started;
    return started;
  }
}

/** Threads of each of some processes that share the cores, or TF_NUM_INTRAOP_THREADS where that is set. */
function shareOf(jobs: number): number {
  const asked = variable('TF_NUM_INTRAOP_THREADS');
  const cores = (asked && integerIn(asked, 'TF_NUM_INTRAOP_THREADS')) || availableParallelism(); // 0: all
  return Math.max(1, Math.floor(cores / jobs));
}

/** A process that does one order at a time. */
class Worker {
  alive = true;
  private readonly child: ChildProcess;
  private errors = '';

  constructor(threads: number, results: string) {
    this.child = fork(CLI, [...importWords(), 'worker', '--results', results], {
      silent: true,
      detached: true, // Ctrl-C reaches it through this process only
      env: { ...process.env, TF_NUM_INTRAOP_THREADS: `${threads}`, OMP_NUM_THREADS: `${threads}` },
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-4000);
    });
    this.child.once('close', () => {
      this.alive = false;
    });
  }

  run(order: WorkerOrder, onProgress: (fraction: number) => void): Promise<OrderEnd> {
    return new Promise((resolve) => {
      const finish = (end: OrderEnd) => {
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
          message: `the process ended (${signal ?? `status ${status}`}). ${endedFor(signal, this.errors)}`,
          storage: false,
        });
      this.child.on('message', listen);
      this.child.once('close', crash);
      this.child.send(order);
    });
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }

  end(): void {
    if (this.child.connected) this.child.disconnect();
  }
}

/** Why a process ended, by its signal and its last words; its last words where that does not tell. */
function endedFor(signal: string | null, errors: string): string {
  const outOfMemory = signal === 'SIGKILL' || /heap out of memory|bad_alloc|OOM when allocating/.test(errors);
  if (!outOfMemory) return errors.trim();
  return 'Systems end processes so when memory runs out: start fewer side by side (--jobs), or choose smaller batches.';
}

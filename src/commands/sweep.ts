import { setTimeout as wait } from 'node:timers/promises';
import { resolveSettings } from '../benchmarks/request';
import { describeFound } from '../data/findData';
import { twinFolder } from '../data/twins';
import { isTwin } from '../datasets/twins/registry';
import { RlelError } from '../errors';
import { nameOf, type Plan, type PlannedRun } from '../plans/plan';
import { freshStates, type NamedState, nameStates, type PlannedState } from '../plans/planState';
import { otherCode } from '../runs/otherCode';
import { indexedResults } from '../store/runIndex';
import { isLocked } from '../store/runLock';
import type { RunResult } from '../store/runRecord';
import { RunStore } from '../store/store';
import { readerThreads } from '../training/batches/readerThreads';
import { Interrupted } from '../training/loop';
import { statesWithProgress } from './plan';
import { type SweepDisplay, sweepDisplay } from './sweepDisplay';
import type { WorkerOrder } from './worker';
import { type OrderEnd, WorkerPool } from './workerPool';

export interface SweepOptions {
  readonly plan: Plan;
  /** Processes side by side. */
  readonly jobs: number;
  /** TensorFlow's in each process; left out: its share of the cores, or of TF_NUM_INTRAOP_THREADS where that is set. */
  readonly threads?: number;
  readonly results: string;
  /** How often a run that fails is tried again. */
  readonly retries: number;
  /** Whether to stay until runs that other processes work on are done, and take them up if those die. */
  readonly waitForOthers: boolean;
  /** Whether what the store has of the runs is set aside, and all are done again. */
  readonly fresh: boolean;
}

/**
 * Does the runs of a plan that are not done, in processes side by side. Several sweeps may work on one store at once. A
 * run that fails is recorded and does not stop the others, unless the disk is full.
 * @returns the results of the plan's runs, in its order; without `waitForOthers` those of other processes may lack.
 * @throws RlelError naming the runs that failed; Interrupted after a signal, when the workers have saved.
 */
export async function sweep(options: SweepOptions): Promise<RunResult[]> {
  readerThreads(); // a bad setting is told once, not by every run
  const { plan, jobs, threads, results } = options;
  const store = new RunStore(results);
  const pool = new WorkerPool(jobs, results, threads);
  const interrupt = () => pool.interrupt();
  const signals = ['SIGINT', 'SIGTERM', 'SIGUSR2'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    if (plan.found.length > 0) process.stderr.write(`${describeFound(plan.found)}\n`);
    const planned = await statesWithProgress(plan, store);
    if (options.fresh || planned.some(({ state }) => state !== 'done')) store.requireWritable();
    await renderTwins(planned, pool);
    const states = options.fresh ? await freshStates(plan, store) : await nameStates(planned, store);
    await new Sweep(states, store, pool, options).run();
    return states.map(({ id }) => store.result(id)).filter((result): result is RunResult => result !== null);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    pool.end();
  }
}

/** Renders and decodes the twins that are still needed; benchmarks that share one would render it twice. */
async function renderTwins(states: readonly PlannedState[], pool: WorkerPool): Promise<void> {
  const first = new Map<string, PlannedRun>();
  for (const run of states) {
    if (run.state === 'done' || run.data !== null) continue;
    const folder = twinFolder(run.request.benchmark, resolveSettings(run.request).twin);
    if (!first.has(folder) && !isTwin(folder)) first.set(folder, run);
  }
  if (first.size === 0) return;
  const failures: string[] = [];
  const display = sweepDisplay(first.size);
  try {
    await pool.each(
      [...first.values()].map((run): WorkerOrder => ({ kind: 'prepare', run })),
      ({ run }, worker, fraction) => display.worker(worker, `${run.request.benchmark}: rendering the twin`, fraction),
      ({ run }, worker, end) => {
        if (end.kind === 'failed') failures.push(`${run.request.benchmark}: ${end.message}`);
        display.ended(worker, end.kind === 'failed');
        return 'over';
      },
    );
  } finally {
    display.stop();
  }
  if (pool.wasInterrupted) throw new Interrupted('Stopped while twins were rendered.');
  if (failures.length > 0) throw new RlelError(`Twins could not be rendered:\n${failures.join('\n')}`);
}

const POLL = 5_000; // ms

/** The runs of a sweep that are not done yet. */
class Sweep {
  private readonly display: SweepDisplay;
  private readonly waiting: NamedState[];
  private readonly failures: string[] = [];
  private readonly attempts = new Map<NamedState, number>();
  /** Runs that other processes work on. */
  private elsewhere: NamedState[] = [];

  constructor(
    states: readonly NamedState[],
    private readonly store: RunStore,
    private readonly pool: WorkerPool,
    private readonly options: SweepOptions,
  ) {
    this.waiting = inOrder(states.filter(({ state }) => state !== 'done'));
    this.display = sweepDisplay(this.waiting.length);
    const done = states.length - this.waiting.length;
    this.display.line(`${states.length} runs, ${done} done already, ${options.jobs} side by side`);
    const finished = new Set(states.flatMap(({ state, id }) => (state === 'done' ? [id] : [])));
    const shown = indexedResults(store).filter(({ run }) => finished.has(run));
    const other = otherCode(shown, '--fresh makes all runs of the plan again');
    if (other) this.display.line(other);
  }

  async run(): Promise<void> {
    try {
      await this.work(this.waiting);
      if (this.options.waitForOthers) await this.workWhenOthersDie();
    } finally {
      this.display.stop();
    }
    if (this.pool.wasInterrupted) throw new Interrupted('Stopped; the runs under way are saved.');
    if (this.failures.length > 0)
      throw new RlelError(
        `${this.failures.length} of ${this.waiting.length} runs failed:\n${this.failures.join('\n')}\nThe same command${this.options.fresh ? ' without --fresh' : ''} tries them again.`,
      );
  }

  private async work(states: readonly NamedState[]): Promise<void> {
    const orders = new Map(
      states.map((state): [WorkerOrder, NamedState] => {
        const { id, state: stands, seconds, ...run } = state;
        return [{ kind: 'run', run }, state];
      }),
    );
    await this.pool.each(
      [...orders.keys()],
      ({ run }, worker, fraction) => this.display.worker(worker, nameOf(run), fraction),
      (order, worker, end) => this.ended(orders.get(order) as NamedState, worker, end),
    );
  }

  private ended(state: NamedState, worker: number, end: OrderEnd): 'again' | 'over' | 'stop' {
    const name = nameOf(state);
    if (end.kind === 'done') {
      this.display.ended(worker, false);
      this.display.line(`${name}: ${testErrorOf(this.store.result(state.id))}`);
    } else if (end.kind === 'locked') this.elsewhere.push(state);
    else if (end.kind === 'failed') return this.failed(state, worker, end);
    return 'over';
  }

  private failed(state: NamedState, worker: number, end: OrderEnd & { kind: 'failed' }): 'again' | 'over' | 'stop' {
    const { message, storage } = end;
    const attempts = (this.attempts.get(state) ?? 0) + 1;
    this.attempts.set(state, attempts);
    const again = attempts <= this.options.retries && !storage;
    this.display.line(`${nameOf(state)} failed${again ? ' and is tried again later' : ''}: ${message}`);
    if (again) return 'again';
    this.failures.push(`${nameOf(state)}: ${message}`);
    this.display.ended(worker, true);
    if (storage) this.display.line('no other run is begun');
    return storage ? 'stop' : 'over';
  }

  /** Stays until other processes' runs are done; takes up those whose process died. */
  private async workWhenOthersDie(): Promise<void> {
    let told = 0;
    while (this.elsewhere.length > 0 && !this.pool.wasInterrupted) {
      if (told !== this.elsewhere.length) {
        this.display.line(`waiting for ${this.elsewhere.length} runs that other processes work on`);
        told = this.elsewhere.length;
      }
      await wait(POLL);
      const unfinished = this.elsewhere.filter(({ id }) => this.store.result(id) === null);
      const free = unfinished.filter(({ id }) => !isLocked(this.store.folder(id)));
      this.elsewhere = unfinished.filter((state) => !free.includes(state));
      await this.work(free);
    }
  }
}

/**
 * In the plan's order, a data set at a time; of each, bel first, which trains a network a family, so that no core waits
 * for it at the end.
 */
function inOrder(states: readonly NamedState[]): NamedState[] {
  const place = new Map<string, number>();
  const keyOf = ({ request, data }: PlannedRun): string => JSON.stringify([request.benchmark, request.profile, data]);
  for (const state of states) if (!place.has(keyOf(state))) place.set(keyOf(state), place.size);
  const rank = (state: NamedState): number =>
    2 * (place.get(keyOf(state)) as number) + (state.request.method === 'bel' ? 0 : 1);
  return [...states].sort((a, b) => rank(a) - rank(b));
}

const testErrorOf = (result: RunResult | null): string =>
  `test ${result?.metric} ${result?.metrics.test.error.toFixed(3)} ${result?.unit}`;

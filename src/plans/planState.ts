import { existsSync } from 'node:fs';
import type { RunRequest } from '../benchmarks/request';
import { type DataIdentity, identityOf } from '../data/dataIdentity';
import { type DataPlaces, dataKey, openData } from '../data/openData';
import { knownTwin, type Progress } from '../data/twins';
import { requireArray, requireFunction, requireObject } from '../input/check';
import { weightsHash } from '../networks/weights';
import { configOn } from '../runs/openRun';
import { runId } from '../store/runConfig';
import { indexedResults } from '../store/runIndex';
import { isLocked } from '../store/runLock';
import type { RunResult } from '../store/runRecord';
import { type RunStore, requireStore } from '../store/store';
import { makeFresh } from '../store/storeCare';
import { type Plan, type PlannedRun, placesOf } from './plan';

const RUN_STATES = ['done', 'running', 'started', 'failed', 'missing'] as const;
/** `started`: neither done nor under way; the command that started it continues it. */
export type RunState = (typeof RUN_STATES)[number];

/** A planned run and where it stands. */
export interface PlannedState extends PlannedRun {
  /** Its name in the store; null while its twin was never opened here: the name depends on the data. */
  readonly id: string | null;
  readonly state: RunState;
  /** What it took, or is likely to take by finished runs of the same kind; null: nothing is known. */
  readonly seconds: number | null;
}

export interface NamedState extends PlannedState {
  readonly id: string;
}

/** How many runs are in each state. */
export const countStates = (states: readonly PlannedState[]): [RunState, number][] =>
  RUN_STATES.map((state) => [state, states.filter((run) => run.state === state).length]);

/**
 * Where each run of a plan stands.
 * @param onProgress is told how far a user's images are decoded, which are not yet.
 * @throws RlelError for a user's data folder or weights file that cannot be read.
 */
export async function planStates(
  plan: Plan,
  store: RunStore,
  onProgress: Progress = () => {},
): Promise<PlannedState[]> {
  requireObject(plan, 'planStates: plan', ['name', 'runs'], 'a plan, as toPlan and readPlan give it,');
  requireArray(plan.runs, 'planStates: plan.runs');
  for (const run of plan.runs) requireObject(run, 'planStates: a run', ['request', 'data', 'weights']);
  requireStore(store, 'planStates');
  requireFunction(onProgress, 'planStates: onProgress');
  const results = new Map(indexedResults(store).map((result) => [result.run, result]));
  const usual = usualSeconds([...results.values()]);
  const namer = new Namer(false, onProgress);
  const found: PlannedState[] = [];
  for (const run of plan.runs) {
    const id = await namer.nameOf(run);
    const state = id ? stateOf(store, id) : 'missing';
    const result = id ? results.get(id) : undefined;
    found.push({ ...run, id, state, seconds: result?.seconds ?? usual(run) });
  }
  return found;
}

/** The same with every run's name: twins that were never opened are, and rendered. */
export async function nameStates(states: readonly PlannedState[], store: RunStore): Promise<NamedState[]> {
  const namer = new Namer(true);
  const named: NamedState[] = [];
  for (const run of states) {
    const id = run.id ?? ((await namer.nameOf(run)) as string);
    named.push({ ...run, id, state: stateOf(store, id) });
  }
  return named;
}

/**
 * Sets aside what a store has of a plan's runs, so that they are done from the start. Runs that another process works on
 * are left to it.
 * @returns where they stand then, with every run's name.
 */
export async function freshStates(plan: Plan, store: RunStore): Promise<NamedState[]> {
  const states = await nameStates(await planStates(plan, store), store);
  for (const { id } of states) if (!isLocked(store.folder(id))) makeFresh(store, id);
  return states.map((run) => ({ ...run, state: stateOf(store, run.id) }));
}

/** Names planned runs; each data set and weights file is looked at once. */
class Namer {
  private readonly known = new Map<string, DataIdentity | null>();
  private readonly hashes = new Map<string, string>();

  /** @param open whether twins that were never opened are. */
  constructor(
    private readonly open: boolean,
    private readonly onProgress: Progress = () => {},
  ) {}

  async nameOf(run: PlannedRun): Promise<string | null> {
    const { request, weights } = run;
    const places = placesOf(run);
    const key = dataKey(request, places);
    let data = this.known.get(key);
    if (data === undefined) {
      data = (places.folder === null ? knownTwin(request) : null) ?? (await this.opened(request, places));
      this.known.set(key, data);
    }
    return data && runId(configOn(request, data, weights && this.hashOf(weights)));
  }

  private async opened(request: RunRequest, places: DataPlaces): Promise<DataIdentity | null> {
    if (places.folder === null && !this.open) return null;
    const data = await openData(request, places, (what, done, total) =>
      this.onProgress(`${request.benchmark}: ${what}`, done, total),
    );
    data.close();
    return identityOf(data);
  }

  private hashOf(weights: string): string {
    const hash = this.hashes.get(weights) ?? weightsHash(weights);
    this.hashes.set(weights, hash);
    return hash;
  }
}

function stateOf(store: RunStore, id: string): RunState {
  if (store.isDone(id)) return 'done';
  const folder = store.folder(id);
  if (!existsSync(folder)) return 'missing';
  if (isLocked(folder)) return 'running';
  return store.failure(id) ? 'failed' : 'started';
}

/** The mean seconds of finished runs: of the same benchmark, method and profile, else of the same benchmark and profile. */
function usualSeconds(results: readonly RunResult[]): (run: PlannedRun) => number | null {
  const sums = new Map<string, { sum: number; count: number }>();
  const keysOf = (benchmark: string, profile: string, method: string) => [
    `${benchmark} ${profile} ${method}`,
    `${benchmark} ${profile}`,
  ];
  for (const { config, seconds } of results) {
    for (const key of keysOf(config.benchmark, config.profile, config.method)) {
      const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
      sums.set(key, { sum: sum + seconds, count: count + 1 });
    }
  }
  return ({ request }) => {
    const found = keysOf(request.benchmark, request.profile, request.method)
      .map((key) => sums.get(key))
      .find((value) => value !== undefined);
    return found ? found.sum / found.count : null;
  };
}

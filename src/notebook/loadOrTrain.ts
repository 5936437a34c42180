import path from 'node:path';
import type { RunRequest } from '../benchmarks/request';
import { RlelError } from '../errors';
import { systemError } from '../files/systemError';
import { requireArray, requireObject, requireOptions, requireTextOrNone } from '../input/check';
import { type Evidence, readEvidence, type Study } from '../report/evidence';
import { executeRun } from '../runs/executeRun';
import { knownConfig, RunOpener, type RunPlaces } from '../runs/openRun';
import { otherCode } from '../runs/otherCode';
import type { RunHooks } from '../runs/runHooks';
import { runId } from '../store/runConfig';
import type { RunResult } from '../store/runRecord';
import { RunStore } from '../store/store';
import { notebookProfile, notebookResults } from './settings';
import { type ProgressBar, showProgress, trainingText } from './showProgress';

/** A run as a notebook asks for it: the profile is RLEL_PROFILE's, the seed 1, where nothing else is said. */
export type NotebookRequest = Omit<RunRequest, 'profile' | 'seed'> &
  Partial<Pick<RunRequest, 'profile' | 'seed'>> & {
    /** Whether a run that is there is set aside and trained again, each time that the cell runs. */
    readonly fresh?: boolean;
  };

/** Where runs are kept, and what they train on. */
export interface NotebookPlaces {
  /** Where runs are kept; left out: RLEL_RESULTS, else the project's results/. */
  readonly results?: string;
  /** The user's data folder; left out, or null: the synthetic twin. */
  readonly data?: string | null;
  /** Images of one's own (a benchmark own.NAME): the CSV of their labels; left out, or null: labels.csv in the folder. */
  readonly labels?: string | null;
}

/**
 * The run that is asked for: from the store when it is done there, else trained (or trained further) now and stored, with
 * a bar below the cell. Interrupting the kernel saves the training; the same cell goes on with it.
 * @throws RlelError naming what is wrong with the request, the data or the stored run, or outside a notebook.
 */
export async function loadOrTrain(request: NotebookRequest, places: NotebookPlaces = {}): Promise<Evidence> {
  return (await loadOrTrainAll([request], places)).runs[0];
}

/**
 * The same for runs that are to be compared, as the report's tables and figures take them.
 * @throws as `loadOrTrain`, and when the runs are not of one profile and data source.
 */
export function loadOrTrainAll(requests: readonly NotebookRequest[], places: NotebookPlaces = {}): Promise<Study> {
  const work = underWay.then(() => loadOrTrainNow(requests, places));
  underWay = work.then(
    () => {},
    () => {},
  );
  return work;
}

/** A cell that is interrupted ends before its training is saved: the next training waits for it. */
let underWay: Promise<void> = Promise.resolve();

async function loadOrTrainNow(requests: readonly NotebookRequest[], places: NotebookPlaces): Promise<Study> {
  requireArray(requests, 'loadOrTrainAll: requests');
  for (const request of requests) requireObject(request, 'A request', ['benchmark', 'method']);
  requireOptions(places, 'loadOrTrain: places', [], ['results', 'data', 'labels']);
  const { results = notebookResults(), data = null, labels = null } = places;
  requireTextOrNone(data, 'loadOrTrain: data');
  requireTextOrNone(labels, 'loadOrTrain: labels');
  if (requests.length === 0) throw new RlelError('loadOrTrainAll: no runs are asked for.');
  const store = new RunStore(results);
  const bar = showProgress('');
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  const started = performance.now();
  const ids: string[] = [];
  const stored: RunResult[] = [];
  try {
    for (const { fresh = false, ...asked } of requests) {
      const request: RunRequest = { profile: notebookProfile(), seed: 1, ...asked };
      const known = data === null && !fresh ? storedRun(request, store) : null;
      const name = `${request.benchmark} ${request.method} seed ${request.seed} (${ids.length + 1} of ${requests.length})`;
      const { id, isNew } =
        known ??
        (await train(
          request,
          { folder: data, labels, trainList: null, weights: null },
          store,
          { signal: stop.signal, fresh },
          (fraction, text) => bar.update(fraction, `${name}: ${text}`),
        ));
      ids.push(id);
      const result = isNew ? null : store.result(id);
      if (result) stored.push(result);
    }
  } catch (error) {
    throw systemError(error);
  } finally {
    process.off('SIGINT', interrupt);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const trained = ids.length - stored.length;
  const count = (part: number): string => (ids.length === 1 ? 'the run' : `${part} of ${ids.length} runs`);
  const parts = [
    ...(stored.length > 0 ? [`${count(stored.length)} from the store`] : []),
    ...(trained > 0 ? [`${count(trained)} trained now, in ${seconds} s`] : []),
  ];
  const other = otherCode(stored, 'With fresh: true in its request a run is trained again');
  bar.done([parts.join('; '), ...(other ? [other] : [])].join('. '));
  return studyOf(new SomeRuns(results, ids));
}

interface Found {
  readonly id: string;
  readonly isNew: boolean;
}

/** A run that is known to be done, without looking at pictures; null where it is not. */
function storedRun(request: RunRequest, store: RunStore): Found | null {
  const known = knownConfig(request);
  if (!known) return null;
  const id = runId(known);
  return store.isDone(id) ? { id, isNew: false } : null;
}

async function train(
  request: RunRequest,
  places: RunPlaces,
  store: RunStore,
  hooks: Pick<RunHooks, 'signal' | 'fresh'>,
  tell: ProgressBar['update'],
): Promise<Found> {
  const opener = new RunOpener();
  try {
    const { config, data } = await opener.open(request, places, (what, done, total) => tell(done / total, what));
    const id = runId(config);
    const isNew = hooks.fresh || !store.isDone(id);
    await executeRun(config, data, store, {
      ...hooks,
      warn: (message) => console.warn(message),
      onProgress: (progress) => tell(progress.fraction, trainingText(progress)),
    });
    return { id, isNew };
  } finally {
    opener.close();
  }
}

/** A store seen through some of its runs. */
class SomeRuns extends RunStore {
  constructor(
    root: string,
    private readonly chosen: readonly string[],
  ) {
    super(root);
  }

  override ids(): string[] {
    return [...new Set(this.chosen)];
  }
}

function studyOf(runs: RunStore): Study {
  const { studies, problems } = readEvidence(runs);
  if (problems.length > 0) {
    throw new RlelError(
      `${path.join(runs.root, 'runs')}: ${problems.join('\n  ')}\n"npx rlel runs verify" sets damaged runs aside; then run this cell again.`,
    );
  }
  if (studies.length > 1) {
    const found = studies.map(({ source, profile }) => `${source}, ${profile}`).join('; ');
    throw new RlelError(`loadOrTrainAll: runs of one data source and profile, but these are of several: ${found}.`);
  }
  return studies[0];
}

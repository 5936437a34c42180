import { PROTOCOL } from '../benchmarks/protocol';
import { benchmarkNamed, benchmarkNames } from '../benchmarks/registry';
import { allOf } from '../benchmarks/request';
import { RlelError } from '../errors';
import { canonicalJson } from '../files/canonicalJson';
import { requireArray } from '../input/check';
import { allMethodNames, methodNamed } from '../methods/registry';
import { checkRuns } from '../store/checkedRuns';
import type { Prediction } from '../store/predictions';
import type { RunConfig, RunResult } from '../store/runRecord';
import { type RunStore, requireStore } from '../store/store';
import { TASKS } from '../training/tasks';
import { requireEvidence, requireStudy } from './requireStudy';
import { differences, sinceToday } from './sinceToday';

/** A test sample of a run as its network predicted it, with the error in the metric's unit. */
export interface TestedSample extends Prediction {
  readonly error: number;
}

/** A finished run whose files agree: its error is that of the stored predictions. */
export interface Evidence {
  readonly result: RunResult;
  readonly config: RunConfig;
  /** Where the run's files are. */
  readonly folder: string;
  /** The test samples, read when they are first asked for: all those of a study would fill the memory. */
  readonly samples: () => readonly TestedSample[];
  /** Test MAE or NME: the mean of the samples' errors. */
  readonly error: number;
  /** Settings that were not the profile's when the run was made, as `alpha`; empty for the runs of the tables. */
  readonly changes: ReadonlyMap<string, unknown>;
}

/** Runs that may be compared: one data source, one profile, and for each benchmark one data set, or the twins of its seeds. */
export interface Study {
  /** "twin (synthetic)", "open", "official". */
  readonly source: string;
  readonly profile: string;
  readonly runs: readonly Evidence[];
  /** Trials of the protocol's tuning: their twins and seed are no others', and no table of errors holds them. */
  readonly tuning: readonly Evidence[];
}

/** What a store holds, for the report. */
export interface Evidences {
  readonly studies: readonly Study[];
  /** Runs that are left out, and why. */
  readonly problems: readonly string[];
}

/**
 * Reads all finished runs of a store. Those that are damaged, have no finite error above 0 or are of another data set than the
 * others of their benchmark are left out and named; runs that failed or are not done are named.
 * @param onRun is told how many runs are read.
 */
export function readEvidence(store: RunStore, onRun: (done: number, all: number) => void = () => {}): Evidences {
  requireStore(store, 'readEvidence');
  const problems: string[] = [];
  const runs: Evidence[] = [];
  const ids = store.ids();
  const unsound = checkRuns(store, ids, (done) => onRun(done, ids.length));
  for (const id of ids) {
    try {
      const run = readRun(store, id, unsound.get(id));
      if (typeof run === 'string') problems.push(run);
      else runs.push(run);
    } catch (error) {
      problems.push(`${id}: left out, cannot be read (${(error as Error).message})`);
    }
  }
  const studies = [...groupBy(runs, ({ config }) => `${sourceOf(config)}, ${config.profile}`).values()].map(
    (members): Study => {
      const isTrial = ({ config }: Evidence): boolean => config.seed === PROTOCOL.tuning.seed;
      return {
        source: sourceOf(members[0].config),
        profile: members[0].config.profile,
        runs: ofOneSetting(
          inOwnLabels(
            ofOneDataSet(
              members.filter((run) => !isTrial(run)),
              problems,
            ),
          ),
        ),
        tuning: members.filter(isTrial),
      };
    },
  );
  return {
    studies: studies.sort((a, b) => b.runs.length - a.runs.length || (nameOf(a) < nameOf(b) ? -1 : 1)),
    problems,
  };
}

const nameOf = ({ source, profile }: Study): string => `${source}, ${profile}`;

/** @throws RlelError for a benchmark that is neither known nor the study's. */
export function requireBenchmark({ runs }: Study, benchmark: string): void {
  if (!runs.some(({ config }) => config.benchmark === benchmark)) benchmarkNamed(benchmark);
}

/** @throws RlelError for a method that is neither known nor the study's. */
export function requireMethod({ runs }: Study, method: string): void {
  if (!runs.some(({ config }) => config.method === method)) methodNamed(method);
}

/** The runs of a study's tables (the profile's own settings) of a benchmark and method, by seed. */
export function tableRuns(study: Study, benchmark: string, method: string): Evidence[] {
  requireStudy(study, 'tableRuns');
  requireBenchmark(study, benchmark);
  requireMethod(study, method);
  return study.runs
    .filter(({ config, changes }) => config.benchmark === benchmark && config.method === method && !changes.size)
    .sort((a, b) => a.config.seed - b.config.seed);
}

/** The runs of a study's tables by benchmark and method, where there are some. */
export const tableGroups = (study: Study): { benchmark: string; method: string; runs: Evidence[] }[] =>
  benchmarksOf(study.runs).flatMap((benchmark) =>
    methodsOf(study.runs)
      .map((method) => ({ benchmark, method, runs: tableRuns(study, benchmark, method) }))
      .filter(({ runs }) => runs.length > 0),
  );

/** The runs of a method whose settings depart from the profile's in nothing but `keys`, the profile's own among them. */
export function ablationRuns(study: Study, method: string, keys: readonly string[]): Evidence[] {
  requireStudy(study, 'ablationRuns');
  requireMethod(study, method);
  requireArray(keys, 'ablationRuns: keys');
  return study.runs.filter(
    ({ config, changes }) => config.method === method && [...changes.keys()].every((key) => keys.includes(key)),
  );
}

/** Benchmarks with runs, in the paper's order; others follow. */
export function benchmarksOf(runs: readonly Evidence[]): string[] {
  requireEvidence(runs, 'benchmarksOf');
  return inOrder(
    benchmarkNames(),
    runs.map(({ config }) => config.benchmark),
  );
}

/** Methods with runs, in the registry's order, controls last; those that are not in it follow. */
export const methodsOf = (runs: readonly Evidence[]): string[] =>
  inOrder(
    allMethodNames(),
    runs.map(({ config }) => config.method),
  );

const inOrder = (known: readonly string[], present: readonly string[]): string[] =>
  [...new Set([...known, ...present])].filter((name) => present.includes(name));

/** Test samples spread from a run's lowest error to its highest. */
export function byError(run: Evidence, count: number): TestedSample[] {
  const order = [...run.samples()].sort((a, b) => a.error - b.error);
  return Array.from({ length: count }, (_, k) => order[Math.round((k * (order.length - 1)) / (count - 1 || 1))]);
}

/** The names of runs, each once. */
export const idsOf = (runs: readonly Evidence[]): string[] => [...new Set(runs.map(({ result }) => result.run))];

/** Members by key, in order of first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** A run, or why there is none. */
function readRun(store: RunStore, id: string, unsound: string | undefined): Evidence | string {
  const result = store.result(id);
  if (!result) {
    const failure = store.failure(id);
    return failure ? `${id}: failed (${failure.message})` : `${id}: not done`;
  }
  if (unsound) return `${id}: left out, ${unsound}`;
  const { config } = result;
  const { error } = result.metrics.test;
  if (!Number.isFinite(error)) return `${id}: left out, its test error is not a number`;
  if (error === 0) return `${id}: left out, its test error is 0, which has no ratio to another`;
  const changes = new Map(Object.entries(config.changes));
  return { result, config, folder: store.folder(id), samples: testedSamples(store, result), error, changes };
}

function testedSamples(store: RunStore, { run, config }: RunResult): () => readonly TestedSample[] {
  const { error } = TASKS[benchmarkNamed(config.benchmark).task];
  let known: readonly TestedSample[] | undefined;
  return () => {
    known ??= store
      .predictions(run)
      .filter(({ split }) => split === 'test')
      .map((row) => ({ ...row, error: error(row.prediction, row.truth) }));
    return known;
  };
}

/**
 * Tables show runs of one setting each. Where the profile's settings have changed between runs of a benchmark and method,
 * today's count where there are such runs, else those that most runs have; the others' differences become changes.
 */
function ofOneSetting(runs: readonly Evidence[]): Evidence[] {
  return [...groupBy(runs, ({ config }) => `${config.benchmark} ${config.method}`).values()].flatMap((members) => {
    const usual = members.filter(({ changes }) => changes.size === 0);
    const variants = [...groupBy(usual, ({ config }) => canonicalJson([...allOf(config)])).values()];
    if (variants.length < 2) return members;
    const [{ config }] =
      variants.find(([run]) => sinceToday(run.config).size === 0) ?? variants.sort((a, b) => b.length - a.length)[0];
    const kept = allOf(config);
    return members.map((run) => (run.changes.size > 0 ? run : { ...run, changes: differences(run.config, kept) }));
  });
}

const sourceOf = ({ data }: RunConfig): string => (data.source === 'twin' ? 'twin (synthetic)' : data.source);

/** Keeps for each benchmark the data set that most runs have, and those of them that start alike. */
function ofOneDataSet(runs: readonly Evidence[], problems: string[]): Evidence[] {
  return [...groupBy(runs, ({ config }) => config.benchmark)].flatMap(([benchmark, members]) => {
    const variants = groupBy(members, ({ config: { data, labels, network } }) =>
      canonicalJson([
        data.format,
        data.twin ? { ...data.twin, scenes: null } : data.fingerprint, // a seed's twin is its own; scenes are a setting
        labels.map(({ name, outputs }) => [name, outputs]),
        network.weights !== null,
      ]),
    );
    const [most, ...others] = [...variants.values()].sort((a, b) => b.length - a.length);
    for (const { result } of others.flat()) {
      problems.push(
        `${result.run}: left out, ${benchmark} was run with ${variants.size} data sets or beginnings (pretrained weights, none), this one less often`,
      );
    }
    return most;
  });
}

/** The changes that make another label space. */
const LABEL_SETTINGS = ['levels', 'range'];

/**
 * A run in another label space than its profile's has changed it, but for data of which no run is in the profile's: there
 * the space that most runs have is the usual one.
 */
function inOwnLabels(runs: readonly Evidence[]): Evidence[] {
  return [...groupBy(runs, ({ config }) => config.benchmark).values()].flatMap((members) => {
    if (members.some(({ changes }) => !LABEL_SETTINGS.some((key) => changes.has(key)))) return members;
    const spaces = groupBy(members, ({ config }) => canonicalJson(config.labels));
    const usual = [...spaces.values()].find((own) => 2 * own.length > members.length);
    if (!usual) return members;
    const own = usual[0].changes;
    const isUsual = (key: string, value: unknown): boolean =>
      LABEL_SETTINGS.includes(key) && canonicalJson(value) === canonicalJson(own.get(key) ?? null);
    return members.map((run) => ({
      ...run,
      changes: new Map([...run.changes].filter(([key, value]) => !isUsual(key, value))),
    }));
  });
}

/** @throws RlelError when a store has nothing to report; trials of the tuning alone are no results. */
export function requireRuns({ studies, problems }: Evidences, root: string): void {
  if (studies.some(({ runs }) => runs.length > 0)) return;
  const why = problems.length > 0 ? `\n  ${problems.slice(0, 10).join('\n  ')}` : '';
  throw new RlelError(`No finished runs in ${root}: "make reproduce" makes them.${why}`);
}

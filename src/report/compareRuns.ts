import { textOf } from '../benchmarks/departures';
import { benchmarkNamed } from '../benchmarks/registry';
import { allOf } from '../benchmarks/request';
import { RlelError } from '../errors';
import type { Interval } from '../statistics/interval';
import { pairedT } from '../statistics/pairedT';
import { readHistory } from '../store/history';
import type { RunResult } from '../store/runRecord';
import type { RunStore } from '../store/store';
import { TASKS } from '../training/tasks';

/** A run as one of several that are compared. */
export interface ComparedRun {
  readonly result: RunResult;
  /** Test error minus the first run's, with a 95 % interval over the test samples; null: the first, or not on the same images. */
  readonly difference: Interval | null;
  /** Validation errors after each epoch, of the training that was chosen. */
  readonly curve: readonly number[];
}

export interface Comparison {
  readonly runs: readonly ComparedRun[];
  /** What was asked and is not the same in all runs: a value a run, "" where a run has no such setting. */
  readonly settings: Readonly<Record<string, readonly string[]>>;
  /** Whether all were tested on the same images with the same labels. */
  readonly sameImages: boolean;
}

/** Compares finished runs of a store with the first of them. @throws RlelError for one that is not done, or damaged. */
export function compareRuns(store: RunStore, ids: readonly string[]): Comparison {
  const read = ids.map((id) => {
    const { problems, predictions } = store.inspect(id);
    if (problems.length > 0) throw new RlelError(`${id}: ${problems.join(' ')}`);
    const result = store.result(id) as RunResult;
    const { error } = TASKS[benchmarkNamed(result.config.benchmark).task];
    const test = predictions.filter(({ split }) => split === 'test');
    const errors = new Map(
      test.map(({ image, truth, prediction }) => [JSON.stringify([image, truth]), error(prediction, truth)]),
    );
    const curve = readHistory(store.folder(id))
      .filter(({ candidate }) => candidate === result.chosen)
      .map(({ validationError }) => validationError);
    return { result, errors, curve };
  });
  const [first, ...others] = read;
  const runs = [
    { ...first, difference: null },
    ...others.map((run) => ({ ...run, difference: differenceOf(run.errors, first.errors) })),
  ];
  return {
    runs: runs.map(({ result, difference, curve }) => ({ result, difference, curve })),
    settings: differingSettings(read.map(({ result }) => result)),
    sameImages: runs.slice(1).every(({ difference }) => difference !== null),
  };
}

/** null unless both have the same images, two at least. */
function differenceOf(own: ReadonlyMap<string, number>, first: ReadonlyMap<string, number>): Interval | null {
  const same = own.size === first.size && [...own.keys()].every((image) => first.has(image));
  if (!same || own.size < 2) return null;
  const { estimate, low, high } = pairedT([...own].map(([image, error]) => error - (first.get(image) as number)));
  return { estimate, low, high };
}

function differingSettings(results: readonly RunResult[]): Record<string, readonly string[]> {
  const all = results.map(({ config }) => {
    const { benchmark, method, profile, seed, data } = config;
    const asked = { benchmark, method, profile, seed, data: `${data.format} (${data.source})` };
    return new Map<string, unknown>([...Object.entries(asked), ...allOf(config)]);
  });
  const names = [...new Set(all.flatMap((settings) => [...settings.keys()]))];
  const rows = names.map((name): [string, string[]] => [
    name,
    all.map((settings) => (settings.has(name) ? textOf(settings.get(name)) : '')),
  ]);
  return Object.fromEntries(rows.filter(([, values]) => new Set(values).size > 1));
}

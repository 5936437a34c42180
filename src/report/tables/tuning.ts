import { textOf } from '../../benchmarks/departures';
import { PROTOCOL, type TuningGroup, trialsOf, tunedFor } from '../../benchmarks/protocol';
import { canonicalJson } from '../../files/canonicalJson';
import { allMethodNames } from '../../methods/registry';
import type { Table } from '../document';
import type { Evidence, Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { tableOf } from './tableOf';

/** What a method's trials on a group of benchmarks came to. */
export interface Tuned {
  readonly group: TuningGroup;
  readonly method: string;
  /** How many of its trials are done, of how many. */
  readonly done: number;
  readonly of: number;
  /** Settings of the trial with the lowest validation error, and that error; of the median trial the error alone. */
  readonly best: Readonly<Record<string, unknown>>;
  readonly error: number;
  readonly median: number;
}

/** The trials of a study by group and method, where there are some. @throws RlelError for what is no study. */
export function tunedIn(study: Study): Tuned[] {
  requireStudy(study, 'tunedIn');
  return (Object.keys(PROTOCOL.tuning.groups) as TuningGroup[]).flatMap((group) =>
    allMethodNames().flatMap((method) => {
      const [benchmark] = PROTOCOL.tuning.groups[group];
      const runs = study.tuning.filter(({ config }) => config.benchmark === benchmark && config.method === method);
      const trials = trialsOf(method);
      const found = trials
        .flatMap((trial) => {
          const run = runs.find((one) => hasSettings(one, trial));
          return run ? [{ trial, error: run.result.metrics.validation.error }] : [];
        })
        .sort((a, b) => a.error - b.error);
      if (found.length === 0) return [];
      const [{ trial, error }] = found;
      const median = found[Math.floor(found.length / 2)].error;
      return [{ group, method, done: found.length, of: trials.length, best: trial, error, median }];
    }),
  );
}

/** Whether a run was made with a trial's settings. */
const hasSettings = ({ config: { training, options } }: Evidence, trial: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(trial).every(
    ([key, value]) =>
      canonicalJson(value) === canonicalJson(({ ...training, ...options } as Record<string, unknown>)[key] ?? null),
  );

/** Whether the protocol has chosen this trial. */
export const isChosen = ({ group, method, best }: Tuned): boolean =>
  canonicalJson(tunedFor(group)[method] ?? null) === canonicalJson(best);

/** What was tuned: trials, and the best of each method. */
export function tuningTable(study: Study): Table | null {
  const rows = tunedIn(study);
  if (rows.length === 0) return null;
  return tableOf(
    {
      name: nameIn(study, 'tuning'),
      title: 'Settings that the protocol chose',
      caption: `Of each method’s trials on a twin that no other run has, the one with the lowest validation error; the median trial’s beside. The same number of trials for each method. ${dataOf(study)}`,
    },
    rows,
    [
      ['group', 'Benchmarks', ({ group }) => PROTOCOL.tuning.groups[group].join(', ')],
      ['method', 'Method', ({ method }) => method],
      ['trials', 'Trials', ({ done, of }) => (done === of ? String(of) : `${done} of ${of}`)],
      ['best', 'Chosen', ({ best }) => settingsText(best)],
      ['error', 'Validation error', ({ error }) => ({ value: error, digits: 2 })],
      ['median', 'Median trial', ({ median }) => ({ value: median, digits: 2 })],
      ['recorded', 'In the protocol', (row) => (isChosen(row) ? 'yes' : 'no')],
    ],
  );
}

/** "learningRate 0.005, headMultiplier 2". */
export const settingsText = (settings: Readonly<Record<string, unknown>>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key} ${textOf(value)}`)
    .join(', ');

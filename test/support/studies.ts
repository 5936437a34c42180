import { resolveSettings } from '../../src/benchmarks/request';
import type { Table } from '../../src/report/document';
import { type Evidence, readEvidence, type Study } from '../../src/report/evidence';
import { cellText } from '../../src/report/output/cells';
import { runConfig, runId } from '../../src/store/runConfig';
import type { RunResult } from '../../src/store/runRecord';
import { type FakeRun, fakeRun } from './fakeRuns';
import { newStore } from './runs';

/** The one study that some made-up runs are. */
export function studyOf(runs: readonly FakeRun[]): Study {
  const store = newStore();
  for (const run of runs) fakeRun(store, run);
  const { studies, problems } = readEvidence(store);
  if (studies.length !== 1 || problems.length > 0) {
    throw new Error(`${studies.length} studies, expected one. ${problems.join('\n')}`);
  }
  return studies[0];
}

/** The same without files: for what is told by errors, trainings and parameters alone. */
export function errorsOnly(runs: readonly FakeRun[]): Study {
  const data = { source: 'twin', format: 'driving', fingerprint: 'f', split: 's' } as const;
  const evidence = runs.map((run): Evidence => {
    const { benchmark, method, seed, error, trainings = 1, parameters = 100, learned, bitNoise, change } = run;
    const request = { benchmark, method, seed, profile: 'quick', ...change };
    const config = runConfig(request, resolveSettings(request), data);
    const result = {
      ...{
        run: runId(config),
        metric: 'MAE',
        unit: 'degrees',
        trainings,
        parameters,
        metrics: { constant: { error: 10 } },
        bitNoise,
      },
      ...(learned === undefined ? {} : { learned: { share: 0.5, plateau: 0, learned } }),
    } as unknown as RunResult;
    const changes = new Map(Object.entries(config.changes));
    return { result, config, folder: 'none', samples: () => [], error, changes };
  });
  return { source: 'twin (synthetic)', profile: 'quick', runs: evidence, tuning: [] };
}

/** Runs of a method with seeds 1, 2, …: an error each. */
export const seeds = (run: Omit<FakeRun, 'seed' | 'error'>, errors: readonly number[]): FakeRun[] =>
  errors.map((error, i) => ({ ...run, seed: i + 1, error }));

/** A table's cells as they are shown, row by row. */
export const shownCells = ({ columns, rows }: Table): string[][] =>
  rows.map((row) => columns.map(({ key }) => cellText(row[key])));

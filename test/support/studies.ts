import type { Table } from '../../src/report/document';
import { readEvidence, type Study } from '../../src/report/evidence';
import { cellText } from '../../src/report/output/cells';
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

/** Runs of a method with seeds 1, 2, …: an error each. */
export const seeds = (run: Omit<FakeRun, 'seed' | 'error'>, errors: readonly number[]): FakeRun[] =>
  errors.map((error, i) => ({ ...run, seed: i + 1, error }));

/** A table's cells as they are shown, row by row. */
export const shownCells = ({ columns, rows }: Table): string[][] =>
  rows.map((row) => columns.map(({ key }) => cellText(row[key])));

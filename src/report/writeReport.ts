import path from 'node:path';
import { writeFileAtomic } from '../files/atomicFile';
import { requireObject, requireText } from '../input/check';
import { type RunStore, requireStore } from '../store/store';
import { buildReport } from './buildReport';
import { ledger, ledgerJson } from './claims/ledger';
import { readEvidence, requireRuns } from './evidence';
import type { Grid } from './figures/gridFigure';
import { writeDocument } from './output/writeDocument';
import { runCommand } from './runCommand';
import { threadsOf } from './runEnvironment';

/** How a report tells of itself. */
export interface ReportHooks {
  /** What is left out, in a line. */
  say(line: string): void;
  onProgress(fraction: number, text: string): void;
}

/**
 * Writes the report of all finished runs of a store: the page, its tables and figures (`writeDocument`), claims.json
 * (verdicts) and runs.json (which runs it stands on).
 * @param grids of plans whose figures are added (`gridOf`).
 * @returns the files, the page first.
 * @throws RlelError when there is no finished run.
 */
export async function writeReport(
  store: RunStore,
  folder: string,
  hooks: ReportHooks,
  grids: readonly Grid[] = [],
): Promise<string[]> {
  requireStore(store, 'writeReport');
  requireText(folder, 'writeReport: folder');
  requireObject(hooks, 'writeReport: hooks', ['say', 'onProgress']);
  const { say, onProgress } = hooks;
  const read = readEvidence(store, (done, all) => onProgress((0.5 * done) / all, 'reading runs'));
  requireRuns(read, store.root);
  const evidence = { ...read, studies: read.studies.filter(({ runs }) => runs.length > 0) };
  onProgress(0.5, 'computing tables, figures and claims');
  const entries = ledger(evidence.studies);
  const report = await buildReport(evidence, entries, folder, grids);
  onProgress(0.8, 'writing and drawing');
  const files = await writeDocument(report, folder, say);
  const runs = evidence.studies.flatMap((study) =>
    study.runs.map((one) => {
      const { result, error, config } = one;
      const { run, commit, chosen, learned, finishedAt } = result;
      const threads = threadsOf(one);
      const command = runCommand(config, threads);
      return { run, commit, chosen, error, learned: learned?.learned ?? null, threads, command, finishedAt, config };
    }),
  );
  const own: Record<string, unknown> = { 'claims.json': ledgerJson(entries), 'runs.json': runs };
  const written = Object.entries(own).map(([name, value]) => {
    const file = path.join(folder, name);
    writeFileAtomic(file, `${JSON.stringify(value, null, 1)}\n`);
    return file;
  });
  return [...files, ...written];
}

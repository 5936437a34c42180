import path from 'node:path';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import type { RunResult } from '../study/runRecord';
import { figureHtml, figureSvg } from './figure';
import { summarize } from './summary';
import { csvTable, markdownTable } from './table';

/**
 * Writes table.md, table.csv, figure.html, figure.svg and runs.json (which runs they stand on) to a folder.
 * @returns their paths.
 * @throws RlelError when there are no results.
 */
export function writeReport(results: readonly RunResult[], folder: string): string[] {
  if (results.length === 0) throw new RlelError('No finished runs to report: "make reproduce" makes them.');
  const rows = summarize(results);
  const provenance = results.map(({ run, commit, config, chosen, metrics, finishedAt }) => ({
    commit,
    run,
    chosen,
    metrics,
    finishedAt,
    config,
  }));
  const files: Record<string, string> = {
    'table.md': markdownTable(rows),
    'table.csv': csvTable(rows),
    'figure.html': figureHtml(rows),
    'figure.svg': figureSvg(rows),
    'runs.json': `${JSON.stringify(provenance, null, 1)}\n`,
  };
  return Object.entries(files).map(([name, text]) => {
    const file = path.join(folder, name);
    writeFileAtomic(file, text);
    return file;
  });
}

import path from 'node:path';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import type { RunResult } from '../study/runRecord';
import { figureHtml, figureSvg } from './figure';
import { type SummaryRow, summarize } from './summary';
import { csvTable, markdownTable } from './table';

/**
 * Writes table.md, table.csv, figures.html, a figure-BENCHMARK.svg for each group of rows, and runs.json (which runs they
 * stand on) to a folder.
 * @returns their paths.
 * @throws RlelError when there are no results.
 */
export function writeReport(results: readonly RunResult[], folder: string): string[] {
  if (results.length === 0) throw new RlelError('No finished runs to report: "make reproduce" makes them.');
  const rows = summarize(results);
  const groups = [...new Set(rows.map(groupOf))].map((name) => rows.filter((row) => groupOf(row) === name));
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
    'figures.html': figureHtml(groups),
    ...Object.fromEntries(groups.map((group) => [figureName(group), figureSvg(group)])),
    'runs.json': `${JSON.stringify(provenance, null, 1)}\n`,
  };
  return Object.entries(files).map(([name, text]) => {
    const file = path.join(folder, name);
    writeFileAtomic(file, text);
    return file;
  });
}

const groupOf = ({ benchmark, source, profile }: SummaryRow): string => [benchmark, source, profile].join();

/** Twins in the quick profile are what is usual; anything else is named. */
function figureName([{ benchmark, source, profile }]: readonly SummaryRow[]): string {
  const usual = profile === 'quick' && source.startsWith('twin');
  return `figure-${usual ? benchmark : [benchmark, source.split(' ')[0], profile].join('-')}.svg`;
}

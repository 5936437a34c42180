import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import Papa from 'papaparse';
import { RlelError } from '../errors';
import { indexedResults } from '../store/runIndex';
import { filterOf, type RunRow, rowsOf, runColumns, sorted, valuesThere } from '../store/runQuery';
import type { RunResult } from '../store/runRecord';
import { RunStore } from '../store/store';
import { leftovers, mergeStore, verifyStore } from '../store/storeCare';
import { formatOption, refuseOptionsBeforeSubcommands, resultsOption } from './options';
import { examples, say } from './program';
import { runTable } from './runTable';

/** `rlel runs`, and `rlel runs verify`, `merge` and `gc`. */
export function addRuns(rlel: Command): void {
  const runs = rlel
    .command('runs')
    .enablePositionalOptions()
    .description('the runs in the store')
    .option(
      '--where <conditions...>',
      `finished runs that meet all, as "method=rlel" or "error<5"; columns: ${runColumns().join(', ')}`,
      [],
    )
    .option('--sort <column>', 'in the order of a column; "-error" from the highest down (default: the newest first)')
    .addOption(formatOption())
    .addOption(resultsOption())
    .addHelpText(
      'after',
      examples('rlel runs --where method=rlel "error<5" --sort error', 'rlel runs --format csv > runs.csv'),
    )
    .action(({ where, sort = null, format, results }) => say(listRuns(new RunStore(results), { where, sort, format })));
  refuseOptionsBeforeSubcommands(runs);
  runs
    .command('verify')
    .description('check every finished run’s files, configuration and metrics; set aside what is damaged or foreign')
    .option('--keep', 'leave damaged runs where they are', false)
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel runs verify --keep'))
    .action(({ keep, results }) => say(verifyRuns(new RunStore(results), !keep)));
  runs
    .command('merge <folder>')
    .description('bring in the finished runs of another results folder')
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel runs merge other/results'))
    .action((from, { results }) => say(mergeRuns(new RunStore(results), from)));
  runs
    .command('gc')
    .description('remove checkpoints and half-written files that killed processes left of finished runs')
    .option('--yes', 'do not ask', false)
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel runs gc'))
    .action(async ({ yes, results }) => say(await collectGarbage(new RunStore(results), yes)));
}

export interface RunsOptions {
  readonly where: readonly string[];
  /** A column, with "-" before it from the highest down; null: the newest first. */
  readonly sort: string | null;
  readonly format: 'text' | 'csv' | 'json';
}

/** The runs of a store: filtered and sorted, as text or for other programs. */
export function listRuns(store: RunStore, { where, sort, format }: RunsOptions): string {
  const results = indexedResults(store);
  const byRow = new Map(rowsOf(results).map((row, i): [RunRow, RunResult] => [row, results[i]]));
  const chosen = [...byRow.keys()].filter(filterOf(where));
  const rows = sorted(chosen, sort ?? '-finished');
  if (format === 'json') return JSON.stringify(rows, null, 2);
  if (format === 'csv') return Papa.unparse(rows, { newline: '\n' });
  const table = rows.length > 0 ? [runTable(rows, (row) => byRow.get(row) as RunResult)] : [];
  if (where.length > 0)
    return (
      table[0] ?? [`No finished run meets ${where.join(' and ')}.`, ...valuesThere(where, [...byRow.keys()])].join('\n')
    );
  const done = new Set(results.map(({ run }) => run));
  const open = store.ids().filter((id) => !done.has(id));
  const unfinished = open.map((id) => {
    const failure = store.failure(id);
    return `${id}  ${failure ? `failed: ${failure.message}` : 'not done; the command that started it continues it'}`;
  });
  const all = [...table, ...(table.length > 0 && unfinished.length > 0 ? [''] : []), ...unfinished];
  return all.length > 0 ? all.join('\n') : `No runs in ${store.root}. "rlel run --help" says how to make one.`;
}

/** Checks every finished run. @throws RlelError naming those that are damaged, and where they are now. */
export function verifyRuns(store: RunStore, move: boolean): string {
  const { checked, damaged } = verifyStore(store, move);
  if (damaged.length > 0) {
    const lines = damaged.map(({ id, problems, movedTo }) =>
      [`${id}${movedTo ? ` → ${movedTo}` : ''}`, ...problems.map((problem) => `  ${problem}`)].join('\n'),
    );
    const moved = damaged.filter(({ movedTo }) => movedTo !== null).length;
    const advice = moved > 0 ? [`A sweep does the ${moved} again that were moved.`] : [];
    if (!move) advice.push('Without --keep those that are damaged are moved to set-aside/.');
    const found = `${damaged.length} of ${checked} runs are damaged, foreign or of a benchmark that is not registered`;
    throw new RlelError([`${found}:`, ...lines, ...advice].join('\n'));
  }
  return `${checked} runs: files, configurations and metrics agree.`;
}

/** Brings in the finished runs of another store. */
export function mergeRuns(store: RunStore, folder: string): string {
  const { brought, same, different, left } = mergeStore(store, folder);
  return [
    `${brought.length} runs brought in, ${same.length} here already`,
    ...different.map((id) => `${id}: here already with other predictions; ours stays`),
    ...left.map(({ id, why }) => `${id}: left (${why})`),
  ].join('\n');
}

/** Removes what killed processes left of finished runs, after asking. @param yes do not ask. */
export async function collectGarbage(store: RunStore, yes: boolean): Promise<string> {
  const found = leftovers(store);
  if (found.length === 0) return 'Nothing to remove: no checkpoints or half-written files of finished runs.';
  const size = `${(found.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20).toFixed(1)} MiB`;
  const list = found.map(({ path }) => `  ${path}`).join('\n');
  if (!yes) {
    if (!process.stdin.isTTY) throw new RlelError(`${size} to remove:\n${list}\nSay so with --yes.`);
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await terminal.question(`${list}\nRemove these (${size})? [y/N] `);
    terminal.close();
    if (!/^y(es)?$/i.test(answer.trim())) return 'Nothing removed.';
  }
  for (const { path } of found) rmSync(path, { recursive: true, force: true });
  return `${found.length} files and folders removed, ${size}.`;
}

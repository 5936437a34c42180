import { isBenchmark } from '../benchmarks/registry';
import type { RunRow } from '../store/runQuery';
import type { RunResult } from '../store/runRecord';
import { coloured } from './colour';
import { isWorseThanConstant, NOT_REGISTERED } from './resultText';
import { alignedTable } from './table';

/** Columns that are shown where runs differ in them; settings that users changed come after them. */
const ASKED = ['benchmark', 'method', 'seed', 'profile', 'source', 'format'];
const OUTCOME = ['metric', 'unit'];

/**
 * Finished runs as a table, one at least: what they share in a line above it, else only the columns in which they differ.
 * @param of the result of a row.
 */
export function runTable(rows: readonly RunRow[], of: (row: RunRow) => RunResult): string {
  const changed = [...new Set(rows.flatMap((row) => Object.keys(of(row).config.changes)))];
  const differs = (column: string): boolean => new Set(rows.map((row) => row[column])).size > 1;
  const shared = [...ASKED, ...changed, ...OUTCOME].filter((column) => !differs(column));
  const asked = [...ASKED, ...changed].filter(differs);
  const outcome = OUTCOME.filter(differs);
  const hasChoice = rows.some((row) => row.chosen !== row.method);
  const header = ['run', ...asked, 'error', 'constant', ...outcome, ...(hasChoice ? ['chosen'] : []), 'finished', ''];
  const table = alignedTable(
    header,
    rows.map((row) => [
      of(row).run,
      ...asked.map((column) => String(row[column] ?? '')),
      of(row).metrics.test.error.toFixed(3),
      of(row).metrics.constant.error.toFixed(3),
      ...outcome.map((column) => String(row[column])),
      ...(hasChoice ? [row.chosen === row.method ? '' : String(row.chosen)] : []),
      of(row).finishedAt.slice(0, 16).replace('T', ' '),
      noteOn(of(row)),
    ]),
  );
  const above = shared.map((column) => `${column} ${rows[0][column]}`).join(' · ');
  return `${coloured('dim', `all: ${above}`)}\n${table}`;
}

function noteOn({ config, metrics }: RunResult): string {
  const notes = [
    ...(isWorseThanConstant(metrics) ? ['not below the constant predictor'] : []),
    ...(isBenchmark(config.benchmark) ? [] : [NOT_REGISTERED]),
  ];
  return notes.join('; ');
}

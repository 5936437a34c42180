import { RlelError } from '../errors';
import type { RunResult } from './runRecord';

/** The columns that users filter and sort by: what was run, on what, and what came out (errors on the test set). */
const COLUMNS = {
  run: (result: RunResult) => result.run,
  benchmark: ({ config }: RunResult) => config.benchmark,
  method: ({ config }: RunResult) => config.method,
  profile: ({ config }: RunResult) => config.profile,
  seed: ({ config }: RunResult) => config.seed,
  source: ({ config }: RunResult) => config.data.source,
  format: ({ config }: RunResult) => config.data.format,
  fraction: ({ config }: RunResult) => config.trainFraction,
  levels: ({ config }: RunResult) => config.labels[0].levels,
  network: ({ config }: RunResult) => config.network.name,
  theta: ({ config }: RunResult) => config.network.theta,
  alpha: ({ config }: RunResult) => config.options.alpha,
  beta: ({ config }: RunResult) => config.options.beta,
  form: ({ config }: RunResult) => config.options.form,
  width: ({ config }: RunResult) => config.options.width,
  epochs: ({ config }: RunResult) => config.training.epochs,
  batch: ({ config }: RunResult) => config.training.batchSize,
  selection: ({ config }: RunResult) => config.training.selection,
  metric: ({ metric }: RunResult) => metric,
  unit: ({ unit }: RunResult) => unit,
  error: ({ metrics }: RunResult) => metrics.test.error,
  validation: ({ metrics }: RunResult) => metrics.validation.error,
  constant: ({ metrics }: RunResult) => metrics.constant.error,
  chosen: ({ chosen }: RunResult) => chosen,
  trainings: ({ trainings }: RunResult) => trainings,
  parameters: ({ parameters }: RunResult) => parameters,
  seconds: ({ seconds }: RunResult) => seconds,
  finished: ({ finishedAt }: RunResult) => finishedAt,
  commit: ({ commit }: RunResult) => commit,
} as const;
export type RunColumn = keyof typeof COLUMNS;
export const RUN_COLUMNS = Object.keys(COLUMNS) as RunColumn[];

/** A finished run as a table's row. */
export type RunRow = Readonly<Record<RunColumn, string | number | null>>;

export const rowOf = (result: RunResult): RunRow =>
  Object.fromEntries(RUN_COLUMNS.map((column) => [column, COLUMNS[column](result)])) as RunRow;

const TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/**
 * Conditions as "benchmark=PN", "error<5", "method!=bel"; a row has to meet all. Numbers are compared as numbers.
 * @throws RlelError naming the condition that cannot be read, and the columns there are.
 */
export function filterOf(conditions: readonly string[]): (row: RunRow) => boolean {
  const tests = conditions.map((condition) => {
    const [, column, sign, wanted] = /^(\w+)\s*(!=|<=|>=|=|<|>)\s*(.+)$/.exec(condition) ?? [];
    if (!sign) throw new RlelError(`--where ${condition}: expected COLUMN=VALUE, or with !=, <, <=, > or >=.`);
    checkColumn('--where', column);
    return (row: RunRow) => TESTS[sign](compare(row[column], wanted));
  });
  return (row) => tests.every((test) => test(row));
}

/**
 * Rows in the order of a column.
 * @param by "error", or "-error" from the highest down.
 * @throws RlelError for a column that is not there.
 */
export function sorted(rows: readonly RunRow[], by: string): RunRow[] {
  const column = by.replace(/^-/, '');
  checkColumn('--sort', column);
  const sign = by.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a[column], b[column]));
}

function checkColumn(option: string, name: string): asserts name is RunColumn {
  if (!(RUN_COLUMNS as readonly string[]).includes(name))
    throw new RlelError(`${option}: no column "${name}". Expected one of ${RUN_COLUMNS.join(', ')}.`);
}

/** Negative, 0 or positive; values that are not both numbers are compared as text. */
function compare(a: string | number | null, b: string | number | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  const [x, y] = [Number(left), Number(right)];
  if (left !== '' && right !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0;
}

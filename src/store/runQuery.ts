import { textOf } from '../benchmarks/departures';
import { allSettings } from '../benchmarks/general';
import { allOf } from '../benchmarks/request';
import { RlelError } from '../errors';
import { suggestion } from '../input/suggestion';
import type { RunResult } from './runRecord';

type Value = string | number | null;

/** What was run, on what. */
const ASKED = {
  run: (result: RunResult) => result.run,
  benchmark: ({ config }: RunResult) => config.benchmark,
  method: ({ config }: RunResult) => config.method,
  profile: ({ config }: RunResult) => config.profile,
  seed: ({ config }: RunResult) => config.seed,
  source: ({ config }: RunResult) => config.data.source,
  format: ({ config }: RunResult) => config.data.format,
};

/** What came out; errors on the test set. */
const OUTCOME = {
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
};

/** The names of all settings, each once. */
const settingNames = (): string[] => [...new Set(allSettings().map(({ key }) => key))];

/** The columns that users filter and sort by: what was run, every setting by its name, and what came out. */
export const runColumns = (): string[] => [...Object.keys(ASKED), ...settingNames(), ...Object.keys(OUTCOME)];

/** A finished run as a table's row; a setting that its method or network does not have is null. */
export type RunRow = Readonly<Record<string, Value>>;

/** The rows of finished runs. */
export function rowsOf(results: readonly RunResult[]): RunRow[] {
  const names = settingNames();
  return results.map((result) => rowOf(result, names));
}

function rowOf(result: RunResult, names: readonly string[]): RunRow {
  const settings = allOf(result.config);
  const of = (columns: Readonly<Record<string, (result: RunResult) => Value>>): [string, Value][] =>
    Object.entries(columns).map(([name, value]) => [name, value(result)]);
  const cell = (value: unknown): Value =>
    value === undefined ? null : typeof value === 'number' ? value : textOf(value);
  return Object.fromEntries([
    ...of(ASKED),
    ...names.map((name): [string, Value] => [name, cell(settings.get(name))]),
    ...of(OUTCOME),
  ]);
}

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
    const { column, sign, wanted } = conditionOf(condition);
    return (row: RunRow) => TESTS[sign](compare(row[column], wanted));
  });
  return (row) => tests.every((test) => test(row));
}

/** Values of a column up to which all are told. */
const MOST_TOLD = 12;

/** For each condition "COLUMN=VALUE" that no row meets by itself, which values its column has: "method is bel or rlel." */
export function valuesThere(conditions: readonly string[], rows: readonly RunRow[]): string[] {
  return conditions.map(conditionOf).flatMap(({ column, sign, wanted }) => {
    if (sign !== '=' || rows.length === 0 || rows.some((row) => compare(row[column], wanted) === 0)) return [];
    const values = [...new Set(rows.map((row) => String(row[column] ?? 'none')))].sort();
    const told = values.length <= MOST_TOLD ? values.join(', ') : `${values.slice(0, MOST_TOLD).join(', ')}, …`;
    return [`${column} is one of ${told}.${suggestion(wanted, values)}`];
  });
}

interface Condition {
  readonly column: string;
  readonly sign: string;
  readonly wanted: string;
}

function conditionOf(condition: string): Condition {
  const [, column, sign, wanted] = /^(\w+)\s*(!=|<=|>=|=|<|>)\s*(.+)$/.exec(condition) ?? [];
  if (!sign) throw new RlelError(`--where ${condition}: expected COLUMN=VALUE, or with !=, <, <=, > or >=.`);
  checkColumn('--where', column);
  return { column, sign, wanted };
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

function checkColumn(option: string, name: string): void {
  if (!runColumns().includes(name))
    throw new RlelError(
      `${option}: no column "${name}". Expected one of ${runColumns().join(', ')}.${suggestion(name, runColumns())}`,
    );
}

/** Negative, 0 or positive; values that are not both numbers are compared as text. */
function compare(a: string | number | null, b: string | number | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  const [x, y] = [Number(left), Number(right)];
  if (left !== '' && right !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0;
}

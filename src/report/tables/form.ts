import { allOf } from '../../benchmarks/request';
import type { Measured, Table } from '../document';
import { ablationRuns, benchmarksOf, type Evidence, groupBy, idsOf, type Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { measured, measuredError } from './describe';
import { tableOf } from './tableOf';

const DIGITS = 2;

/** A setting with two values, whose runs differ in nothing else. */
interface Contrast {
  readonly key: 'form' | 'selection';
  readonly values: readonly [string, string];
  /** Other settings by which the two sides may differ from the profile, alike. */
  readonly beside: readonly string[];
  readonly title: (run: Evidence) => string;
}

const CONTRASTS: readonly Contrast[] = [
  {
    key: 'form',
    values: ['paper', 'published-code'],
    beside: ['alpha', 'beta'],
    title: ({ result, config }) => partsOf(result.effectiveBeta, config.options.alpha),
  },
  { key: 'selection', values: ['last', 'best-test'], beside: [], title: () => 'epoch that is kept' },
];

/** Which regularizers a loss has. */
const partsOf = (beta: unknown, alpha: unknown): string =>
  `form of ${[...(beta === 0 ? [] : ['R1']), ...(alpha === 0 ? [] : ['R2'])].join(' and ')}`;

const settingOf = ({ config }: Evidence, key: Contrast['key']): unknown => allOf(config).get(key);

/** Runs that are compared: of one benchmark, R1's sum and R2 weighted alike. */
const weightsOf = ({ config, result }: Evidence): string =>
  JSON.stringify([config.benchmark, config.options.alpha, result.effectiveBeta?.toPrecision(6)]);

/** RLEL by eq. 5 to the letter against the published code, and the last epoch against the best on test. */
export function formTable(study: Study): Table | null {
  requireStudy(study, 'formTable');
  const rows = CONTRASTS.flatMap(({ key, values, beside, title }) =>
    [...groupBy(ablationRuns(study, 'rlel', [key, ...beside]), weightsOf).values()].flatMap((members) => {
      const [first, second] = values.map((value) => members.filter((run) => settingOf(run, key) === value));
      const pairs = first.flatMap((run) => {
        const other = second.find(({ config }) => config.seed === run.config.seed);
        return other ? [{ run, other }] : [];
      });
      if (pairs.length === 0) return [];
      return [{ title: title(first[0]), values, benchmark: first[0].config.benchmark, first, second, pairs }];
    }),
  );
  if (rows.length === 0) return null;
  const order = benchmarksOf(study.runs);
  rows.sort(
    (a, b) =>
      order.indexOf(a.benchmark) - order.indexOf(b.benchmark) || Number(a.title > b.title) - Number(a.title < b.title),
  );
  return tableOf(
    {
      name: nameIn(study, 'form'),
      title: 'Eq. 5 against the published code; which epoch is kept',
      caption: `RLEL’s test error, mean ± standard deviation over seeds; the difference is of pairs with one seed. Forms are compared at the same weight of R1’s sum and of R2; with one regularizer alone, they differ in its form alone. “best-test” picks the epoch on the test set: its error is optimistic, and only here for comparison. ${dataOf(study)}`,
    },
    rows,
    [
      ['setting', 'Setting', ({ title }) => title],
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['first', 'First', ({ values }) => values[0]],
      ['firstError', 'Its error', ({ first }) => measuredError(first, DIGITS)],
      ['second', 'Second', ({ values }) => values[1]],
      ['secondError', 'Its error', ({ second }) => measuredError(second, DIGITS)],
      ['difference', 'Second less first', ({ pairs }) => differenceOf(pairs)],
    ],
  );
}

/** The second's error less the first's, pairs of a seed. */
function differenceOf(pairs: readonly { readonly run: Evidence; readonly other: Evidence }[]): Measured | null {
  const cell = measured(
    pairs.map(({ run, other }) => other.error - run.error),
    3,
  );
  return cell && { ...cell, runs: idsOf(pairs.flatMap(({ run, other }) => [run, other])) };
}

import { allOf } from '../../benchmarks/request';
import type { Table } from '../document';
import { ablationRuns, benchmarksOf, type Evidence, type Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { measured, measuredError } from './describe';
import { tableOf } from './tableOf';

const DIGITS = 2;

/** A setting with two values, whose runs differ in nothing else. */
interface Contrast {
  readonly title: string;
  readonly key: 'form' | 'selection';
  readonly values: readonly [string, string];
}

const CONTRASTS: readonly Contrast[] = [
  { title: 'form of the loss', key: 'form', values: ['paper', 'published-code'] },
  { title: 'epoch that is kept', key: 'selection', values: ['last', 'best-test'] },
];

const settingOf = ({ config }: Evidence, key: Contrast['key']): unknown => allOf(config).get(key);

/** RLEL by eq. 5 to the letter against the published code, and the last epoch against the best on test. */
export function formTable(study: Study): Table | null {
  requireStudy(study, 'formTable');
  const rows = CONTRASTS.flatMap(({ title, key, values }) => {
    const runs = ablationRuns(study, 'rlel', [key]);
    return benchmarksOf(runs).flatMap((benchmark) => {
      const [first, second] = values.map((value) =>
        runs.filter((run) => run.config.benchmark === benchmark && settingOf(run, key) === value),
      );
      if (first.length === 0 || second.length === 0) return [];
      const differences = first.flatMap((run) => {
        const other = second.find(({ config }) => config.seed === run.config.seed);
        return other ? [other.error - run.error] : [];
      });
      return [{ title, values, benchmark, first, second, differences }];
    });
  });
  if (rows.length === 0) return null;
  return tableOf(
    {
      name: nameIn(study, 'form'),
      title: 'Eq. 5 against the published code; which epoch is kept',
      caption: `RLEL’s test error, mean ± standard deviation over seeds; the difference is of pairs with one seed. α and β are the profile’s, which were set for one of the two forms, so the other is at a disadvantage. “best-test” picks the epoch on the test set: its error is optimistic, and only here for comparison. ${dataOf(study)}`,
    },
    rows,
    [
      ['setting', 'Setting', ({ title }) => title],
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['first', 'First', ({ values }) => values[0]],
      ['firstError', 'Its error', ({ first }) => measuredError(first, DIGITS)],
      ['second', 'Second', ({ values }) => values[1]],
      ['secondError', 'Its error', ({ second }) => measuredError(second, DIGITS)],
      ['difference', 'Second less first', ({ differences }) => measured(differences, 3)],
    ],
  );
}

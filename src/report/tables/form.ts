import type { Table } from '../document';
import { ablationRuns, benchmarksOf, type Evidence, type Study } from '../evidence';
import { dataOf, nameIn } from '../studyText';
import { measured, measuredError } from './describe';

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

const settingOf = ({ config }: Evidence, key: Contrast['key']): string =>
  key === 'form' ? config.options.form : config.training.selection;

/** RLEL by eq. 5 to the letter against the published code, and the last epoch against the best on test. */
export function formTable(study: Study): Table | null {
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
      return [
        {
          setting: title,
          benchmark,
          first: values[0],
          firstError: measuredError(first, DIGITS),
          second: values[1],
          secondError: measuredError(second, DIGITS),
          difference: measured(differences, 3),
        },
      ];
    });
  });
  if (rows.length === 0) return null;
  return {
    kind: 'table',
    name: nameIn(study, 'form'),
    title: 'Eq. 5 against the published code; which epoch is kept',
    caption: `RLEL’s test error, mean ± standard deviation over seeds; the difference is of pairs with one seed. α and β are the profile’s, which were set for one of the two forms, so the other is at a disadvantage. “best-test” picks the epoch on the test set: its error is optimistic, and only here for comparison. ${dataOf(study)}`,
    columns: [
      { key: 'setting', label: 'Setting' },
      { key: 'benchmark', label: 'Benchmark' },
      { key: 'first', label: 'First' },
      { key: 'firstError', label: 'Its error' },
      { key: 'second', label: 'Second' },
      { key: 'secondError', label: 'Its error' },
      { key: 'difference', label: 'Second less first' },
    ],
    rows,
  };
}

import { methodNames } from '../../methods/registry';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { benchmarksOf, type Study, tableRuns } from '../evidence';
import { dataOf, nameIn } from '../studyText';
import { measured } from './describe';

/** What a result of each method costs. */
export function costTable(study: Study): Table {
  const rows = benchmarksOf(study.runs).flatMap((benchmark) =>
    methodNames().flatMap((method) => {
      const runs = tableRuns(study, benchmark, method);
      if (runs.length === 0) return [];
      const [{ result }] = runs;
      return [
        {
          benchmark,
          method: methodTitle(method),
          trainings: result.trainings,
          parameters: result.parameters,
          seconds: measured(
            runs.map((run) => run.result.seconds),
            1,
          ),
        },
      ];
    }),
  );
  return {
    kind: 'table',
    name: nameIn(study, 'cost'),
    title: 'Cost of a result',
    caption: `Networks trained for one result, their parameters (of the chosen one) and the time of all trainings together, mean ± standard deviation over seeds. Several runs share the machine, so times are only a hint. ${dataOf(study)}`,
    columns: [
      { key: 'benchmark', label: 'Benchmark' },
      { key: 'method', label: 'Method' },
      { key: 'trainings', label: 'Trainings' },
      { key: 'parameters', label: 'Parameters' },
      { key: 'seconds', label: 'Time, s' },
    ],
    rows,
  };
}

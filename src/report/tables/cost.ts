import { methodTitle } from '../colours';
import type { Table } from '../document';
import { type Study, tableGroups } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { measured } from './describe';
import { tableOf } from './tableOf';

/** What a result of each method costs. */
export function costTable(study: Study): Table {
  requireStudy(study, 'costTable');
  return tableOf(
    {
      name: nameIn(study, 'cost'),
      title: 'Cost of a result',
      caption: `Networks trained for one result, their parameters (of the chosen one) and the time of all trainings together, mean ± standard deviation over seeds. Several runs share the machine, so times are only a hint. ${dataOf(study)}`,
    },
    tableGroups(study),
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['method', 'Method', ({ method }) => methodTitle(method)],
      ['trainings', 'Trainings', ({ runs: [{ result }] }) => result.trainings],
      ['parameters', 'Parameters', ({ runs: [{ result }] }) => result.parameters],
      [
        'seconds',
        'Time, s',
        ({ runs }) =>
          measured(
            runs.map(({ result }) => result.seconds),
            1,
          ),
      ],
    ],
  );
}

import type { RunResult } from '../../store/runRecord';
import { methodTitle } from '../colours';
import type { Measured, Table } from '../document';
import { type Evidence, idsOf, type Study, tableGroups } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { measuredOf } from './describe';
import { tableOf } from './tableOf';

/** What a result of each method costs. */
export function costTable(study: Study): Table {
  requireStudy(study, 'costTable');
  return tableOf(
    {
      name: nameIn(study, 'cost'),
      title: 'Cost of a result',
      caption: `Networks trained for one result, their parameters (of the chosen one) and the time of all trainings together, mean ± standard deviation over seeds. Several runs share the machine, so times are only a hint. ${dataOf(study)}`,
      folded: true,
    },
    tableGroups(study),
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['method', 'Method', ({ method }) => methodTitle(method)],
      ['trainings', 'Trainings', ({ runs }) => ofFirst(runs, ({ trainings }) => trainings)],
      ['parameters', 'Parameters', ({ runs }) => ofFirst(runs, ({ parameters }) => parameters)],
      ['seconds', 'Time, s', ({ runs }) => measuredOf(runs, 1, ({ result }) => result.seconds)],
    ],
  );
}

/** A count, which all runs of a cell share. */
const ofFirst = (runs: readonly Evidence[], count: (result: RunResult) => number): Measured => ({
  value: count(runs[0].result),
  digits: 0,
  runs: idsOf(runs),
});

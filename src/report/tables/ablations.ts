import { methodTitle } from '../colours';
import type { Table } from '../document';
import { groupBy, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { measuredError } from './describe';
import { tableOf } from './tableOf';

const DIGITS = 2;

/** Every configuration that departs from the profile's own settings, beside the profile's. */
export function ablationTable(study: Study): Table | null {
  requireStudy(study, 'ablationTable');
  const runs = study.runs.filter(({ changes }) => changes.size > 0);
  const groups = groupBy(runs, ({ config, changes }) =>
    JSON.stringify([config.benchmark, config.method, [...changes]]),
  );
  if (groups.size === 0) return null;
  return tableOf(
    {
      name: nameIn(study, 'ablations'),
      title: 'All runs whose settings are not the profile’s',
      caption: `Test error, mean ± standard deviation over seeds. ${dataOf(study)}`,
    },
    [...groups.values()],
    [
      ['benchmark', 'Benchmark', ([{ config }]) => config.benchmark],
      ['method', 'Method', ([{ config }]) => methodTitle(config.method)],
      ['settings', 'Settings', ([{ changes }]) => [...changes].map(([key, value]) => `${key} ${value}`).join(', ')],
      ['seeds', 'Seeds', (own) => own.length],
      ['error', 'Test error', (own) => measuredError(own, DIGITS)],
      [
        'usual',
        'With the profile’s settings',
        ([{ config }]) => measuredError(tableRuns(study, config.benchmark, config.method), DIGITS),
      ],
    ],
  );
}

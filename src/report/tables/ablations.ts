import { methodTitle } from '../colours';
import type { Table } from '../document';
import { groupBy, type Study, tableRuns } from '../evidence';
import { dataOf, nameIn } from '../studyText';
import { measuredError } from './describe';

const DIGITS = 2;

/** Every configuration that departs from the profile's own settings, beside the profile's. */
export function ablationTable(study: Study): Table | null {
  const runs = study.runs.filter(({ departures }) => departures.size > 0);
  const groups = groupBy(runs, ({ config, departures }) =>
    JSON.stringify([config.benchmark, config.method, [...departures]]),
  );
  if (groups.size === 0) return null;
  return {
    kind: 'table',
    name: nameIn(study, 'ablations'),
    title: 'All runs whose settings are not the profile’s',
    caption: `Test error, mean ± standard deviation over seeds. ${dataOf(study)}`,
    columns: [
      { key: 'benchmark', label: 'Benchmark' },
      { key: 'method', label: 'Method' },
      { key: 'settings', label: 'Settings' },
      { key: 'seeds', label: 'Seeds' },
      { key: 'error', label: 'Test error' },
      { key: 'usual', label: 'With the profile’s settings' },
    ],
    rows: [...groups.values()].map((own) => {
      const [{ config, departures }] = own;
      return {
        benchmark: config.benchmark,
        method: methodTitle(config.method),
        settings: [...departures].map(([key, value]) => `${key} ${value}`).join(', '),
        seeds: own.length,
        error: measuredError(own, DIGITS),
        usual: measuredError(tableRuns(study, config.benchmark, config.method), DIGITS),
      };
    }),
  };
}

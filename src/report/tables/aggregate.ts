import { methodNames } from '../../methods/registry';
import { Random } from '../../random/random';
import { stratifiedBootstrap } from '../../statistics/bootstrap';
import { interquartileMean } from '../../statistics/interquartileMean';
import type { Interval } from '../../statistics/interval';
import { probabilityOfImprovement } from '../../statistics/probabilityOfImprovement';
import { methodTitle } from '../colours';
import type { Measured, Table } from '../document';
import { benchmarksOf, type Study, tableRuns } from '../evidence';
import { dataOf, nameIn } from '../studyText';

const shown = ({ estimate, low, high }: Interval, digits: number): Measured => ({
  value: estimate,
  interval: [low, high],
  digits,
});

/** Errors in % of the constant predictor's: a stratum a benchmark, of those that both methods were run on. */
function normalised(study: Study, method: string, other: string): number[][] {
  return benchmarksOf(study.runs)
    .filter((name) => tableRuns(study, name, other).length > 0)
    .map((name) =>
      tableRuns(study, name, method).map(({ error, result }) => (100 * error) / result.metrics.constant.error),
    )
    .filter((errors) => errors.length > 0);
}

/** Interquartile mean of the normalised error, and how probably RLEL is better. */
export function aggregateTable(study: Study): Table {
  const methods = methodNames().filter((method) => normalised(study, method, method).length > 0);
  const rows = methods.map((method) => {
    const errors = normalised(study, method, method);
    const stream = (purpose: string) => ({ random: Random.from(0, 'aggregate', method, purpose) });
    const [rlel, other] = [normalised(study, 'rlel', method), normalised(study, method, 'rlel')];
    return {
      method: methodTitle(method),
      runs: errors.flat().length,
      iqm: shown(
        stratifiedBootstrap(errors, (all) => interquartileMean(all.flat()), stream('iqm')),
        1,
      ),
      improvement:
        method === 'rlel' || rlel.length === 0
          ? null
          : shown(probabilityOfImprovement(rlel, other, stream('improvement')), 2),
    };
  });
  return {
    kind: 'table',
    name: nameIn(study, 'aggregate'),
    title: 'Over all benchmarks',
    caption: `Interquartile mean of the test error in % of the constant predictor’s, and the probability that a run of RLEL has a lower error than one of the other method on the same benchmark (0.5: even), with 95 % bootstrap intervals stratified over benchmarks. ${dataOf(study)}`,
    columns: [
      { key: 'method', label: 'Method' },
      { key: 'runs', label: 'Runs' },
      { key: 'iqm', label: 'Interquartile mean, %' },
      { key: 'improvement', label: 'P(RLEL is lower)' },
    ],
    rows,
  };
}

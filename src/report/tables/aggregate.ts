import { Random } from '../../random/random';
import { stratifiedBootstrap } from '../../statistics/bootstrap';
import { interquartileMean } from '../../statistics/interquartileMean';
import { probabilityOfImprovement } from '../../statistics/probabilityOfImprovement';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { benchmarksOf, methodsOf, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { withInterval } from './describe';
import { tableOf } from './tableOf';

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
  requireStudy(study, 'aggregateTable');
  const stream = (method: string, purpose: string) => ({ random: Random.from(0, 'aggregate', method, purpose) });
  return tableOf(
    {
      name: nameIn(study, 'aggregate'),
      title: 'Over all benchmarks',
      caption: `Interquartile mean of the test error in % of the constant predictor’s, and the probability that a run of RLEL has a lower error than one of the other method on the same benchmark (0.5: even), with 95 % bootstrap intervals stratified over benchmarks. ${dataOf(study)}`,
    },
    methodsOf(study.runs)
      .map((method) => ({ method, errors: normalised(study, method, method) }))
      .filter(({ errors }) => errors.length > 0),
    [
      ['method', 'Method', ({ method }) => methodTitle(method)],
      ['runs', 'Runs', ({ errors }) => errors.flat().length],
      [
        'iqm',
        'Interquartile mean, %',
        ({ method, errors }) =>
          withInterval(
            stratifiedBootstrap(errors, (all) => interquartileMean(all.flat()), stream(method, 'iqm')),
            1,
          ),
      ],
      [
        'improvement',
        'P(RLEL is lower)',
        ({ method }) => {
          const [rlel, other] = [normalised(study, 'rlel', method), normalised(study, method, 'rlel')];
          if (method === 'rlel' || rlel.length === 0) return null;
          return withInterval(probabilityOfImprovement(rlel, other, stream(method, 'improvement')), 2);
        },
      ],
    ],
  );
}

import { mean } from '../../statistics/moments';
import { allRuns } from '../claims/claim';
import { logRatio, pairedStrata } from '../claims/comparison';
import { judgeRatio } from '../claims/judge';
import type { Stratum } from '../claims/stratum';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { idsOf, methodsOf, type Study, tableGroups } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { withInterval } from './describe';
import { tableOf } from './tableOf';

/** Logarithms of a method's errors over the constant predictor's, where that has one. */
const againstConstant = (study: Study, method: string): Stratum[] =>
  tableGroups(study)
    .filter((group) => group.method === method && group.runs.every(({ result }) => result.metrics.constant.error > 0))
    .map(({ benchmark, runs }) => ({
      name: benchmark,
      effects: new Map(
        runs.map(({ config, error, result }) => [config.seed, Math.log(error / result.metrics.constant.error)]),
      ),
      runs: idsOf(runs),
    }));

/** Each method's error against the constant predictor's, and on how many benchmarks RLEL's mean is lower. */
export function aggregateTable(study: Study): Table {
  requireStudy(study, 'aggregateTable');
  return tableOf(
    {
      name: nameIn(study, 'aggregate'),
      title: 'Over all benchmarks',
      caption: `Test error in % of the constant predictor’s, geometric mean, with a 95 % interval by t over benchmarks (FLDx and FLDx_s count once; of one benchmark over at least 5 seeds). Benchmarks differ widely in it, so that intervals of methods that are clearly apart may meet: the table of comparisons has the differences. ${dataOf(study)}`,
    },
    methodsOf(study.runs)
      .map((method) => ({ method, strata: againstConstant(study, method) }))
      .filter(({ strata }) => strata.length > 0),
    [
      ['method', 'Method', ({ method }) => methodTitle(method)],
      ['count', 'Runs', ({ strata }) => allRuns(strata).length],
      [
        'error',
        '% of the constant predictor’s',
        ({ method, strata }) => {
          const { effect } = judgeRatio(strata, { below: 0 }, `aggregate ${method}`);
          if (!effect) return null;
          const [estimate, low, high] = [effect.estimate, effect.low, effect.high].map((value) => 100 + value);
          return { ...withInterval({ estimate, low, high }, 1), runs: allRuns(strata) };
        },
      ],
      [
        'lower',
        'RLEL is lower on',
        ({ method }) => {
          const against = pairedStrata(study, 'rlel', method, logRatio);
          if (method === 'rlel' || against.length === 0) return null;
          const lower = against.filter(({ effects }) => mean([...effects.values()]) < 0).length;
          return { text: `${lower} of ${against.length}`, runs: allRuns(against) };
        },
      ],
    ],
  );
}

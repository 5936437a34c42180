import { RlelError } from '../../errors';
import { mean } from '../../statistics/moments';
import { overSeeds } from '../claims/overSeeds';
import { CLAIMS_PROTOCOL } from '../claims/protocol';
import { methodTitle } from '../colours';
import type { Measured, Table } from '../document';
import { type Evidence, requireBenchmark, type Study, tableGroups } from '../evidence';
import { DAGGER, hasLearned } from '../hasLearned';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { marked, measuredError, shown, withInterval } from './describe';
import { printed } from './results';
import { tableOf } from './tableOf';

const DIGITS = 2;

/**
 * A benchmark's row of the results table, set upright: a method a row, its mean test error over seeds with the 95 % interval
 * (Student's t; of few seeds with their standard deviation), and what the paper's table has for the method, on its own data.
 * @throws RlelError when the study has no runs of the benchmark with the profile's own settings.
 */
export function benchmarkTable(study: Study, benchmark: string): Table {
  requireStudy(study, 'benchmarkTable');
  requireBenchmark(study, benchmark);
  const groups = tableGroups(study).filter((group) => group.benchmark === benchmark);
  if (groups.length === 0) {
    throw new RlelError(`benchmarkTable: no runs of ${benchmark} with the profile’s own settings in the study.`);
  }
  const { metric, unit, metrics } = groups[0].runs[0].result;
  const methods = groups.map(({ method, runs }) => ({
    method,
    runs,
    errors: runs.map(({ error }) => error),
  }));
  const marks = marked(Object.fromEntries(methods.map(({ method, runs }) => [method, spreadOf(runs)])));
  return tableOf(
    {
      name: nameIn(study, `benchmark-${benchmark}`),
      title: `${benchmark}: test error, ${metric} in ${unit}`,
      caption: `Mean over seeds [95 % interval], with fewer than ${CLAIMS_PROTOCOL.leastSeeds} seeds ± standard deviation; lowest in bold, second underlined. ${DAGGER} The constant predictor, which always gives the median of the training labels, has ${metrics.constant.error.toFixed(DIGITS)}. “Paper”: mean ± standard deviation as printed, for its own data and networks. ${dataOf(study)}${study.source === 'official' ? '' : ' The two are not comparable.'}`,
    },
    methods,
    [
      ['method', 'Method', ({ method }) => methodTitle(method)],
      ['error', `Test ${metric}`, ({ method }) => marks[method]],
      [
        'share',
        '% of the constant predictor’s',
        ({ errors }) => shown((100 * mean(errors)) / metrics.constant.error, 1),
      ],
      ['seeds', 'Seeds', ({ errors }) => errors.length],
      ['paper', 'Paper', ({ method }) => printed(benchmark, method)],
    ],
  );
}

/** Few seeds have no interval, but their deviation. */
function spreadOf(runs: readonly Evidence[]): Measured | null {
  const test = overSeeds(runs.map(({ error }) => error));
  const error = measuredError(runs, DIGITS);
  return (
    error && {
      ...error,
      ...(test ? { std: null, ...withInterval(test, DIGITS) } : {}),
      learned: runs.every(hasLearned),
    }
  );
}

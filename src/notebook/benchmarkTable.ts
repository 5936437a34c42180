import { RlelError } from '../errors';
import { methodTitle } from '../report/colours';
import type { Measured, Table } from '../report/document';
import { methodsOf, type Study, tableRuns } from '../report/evidence';
import { dataOf, nameIn } from '../report/studyText';
import { marked } from '../report/tables/describe';
import { printed } from '../report/tables/results';
import { mean } from '../statistics/moments';
import { pairedT } from '../statistics/pairedComparison';

const DIGITS = 2;

/**
 * A benchmark's row of the results table, set upright: a method a row, its mean test error over seeds with the 95 % interval
 * (Student's t), and what the paper's table has for the method, on its own data.
 * @throws RlelError when the study has no runs of the benchmark.
 */
export function benchmarkTable(study: Study, benchmark: string): Table {
  const [first] = study.runs.filter(({ config }) => config.benchmark === benchmark);
  if (!first) throw new RlelError(`benchmarkTable: no runs of ${benchmark} in the study.`);
  const { metric, unit, metrics } = first.result;
  const methods = methodsOf(study.runs)
    .map((method) => ({ method, errors: tableRuns(study, benchmark, method).map(({ error }) => error) }))
    .filter(({ errors }) => errors.length > 0);
  const marks = marked(Object.fromEntries(methods.map(({ method, errors }) => [method, withInterval(errors)])));
  return {
    kind: 'table',
    name: nameIn(study, `benchmark-${benchmark}`),
    title: `${benchmark}: test error, ${metric} in ${unit}`,
    caption: `Mean over seeds [95 % interval]; lowest in bold, second underlined. The constant predictor, which always gives the median of the training labels, has ${metrics.constant.error.toFixed(DIGITS)}. “Paper”: mean ± standard deviation as printed, for its own data and networks. ${dataOf(study)}${study.source === 'official' ? '' : ' The two are not comparable.'}`,
    columns: [
      { key: 'method', label: 'Method' },
      { key: 'error', label: `Test ${metric}` },
      { key: 'share', label: '% of the constant predictor’s' },
      { key: 'seeds', label: 'Seeds' },
      { key: 'paper', label: 'Paper' },
    ],
    rows: methods.map(({ method, errors }) => ({
      method: methodTitle(method),
      error: marks[method],
      share: { value: (100 * mean(errors)) / metrics.constant.error, digits: 1 },
      seeds: errors.length,
      paper: printed(benchmark, method),
    })),
  };
}

/** One run has no interval. */
function withInterval(errors: readonly number[]): Measured {
  if (errors.length < 2) return { value: errors[0], digits: DIGITS };
  const { estimate, low, high } = pairedT(errors);
  return { value: estimate, interval: [low, high], digits: DIGITS };
}

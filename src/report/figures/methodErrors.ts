import { methodColour, methodSymbol, methodTitle } from '../colours';
import type { Figure } from '../document';
import { benchmarksOf, methodsOf, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';

/** Every run's test error in % of the constant predictor's: a point a seed. */
export function methodErrors(study: Study): Figure | string {
  requireStudy(study, 'methodErrors');
  const benchmarks = benchmarksOf(study.runs);
  const methods = methodsOf(study.runs);
  const rows = benchmarks.flatMap((benchmark) =>
    methods.flatMap((method) =>
      tableRuns(study, benchmark, method).map(({ config, error, result }) => ({
        benchmark,
        method,
        seed: config.seed,
        error,
        relative: (100 * error) / result.metrics.constant.error,
        run: result.run,
      })),
    ),
  );
  if (rows.length === 0) return 'Errors of the methods: needs runs with the profile’s own settings.';
  return {
    kind: 'figure',
    name: nameIn(study, 'method-errors'),
    title: 'Test error of each run, in % of the constant predictor’s',
    caption: `A point a seed; 100 %: no better than predicting the median of the training labels. ${dataOf(study)}`,
    data: methods.map((method, k) => {
      const own = rows.filter((row) => row.method === method);
      const shift = (k - (methods.length - 1) / 2) * 0.1;
      return {
        type: 'scatter' as const,
        mode: 'markers' as const,
        name: methodTitle(method),
        x: own.map(({ benchmark }) => benchmarks.indexOf(benchmark) + shift),
        y: own.map(({ relative }) => relative),
        text: own.map(({ benchmark, seed }) => `${benchmark}, seed ${seed}`),
        marker: { color: methodColour(method), symbol: methodSymbol(method), size: 7 },
      };
    }),
    layout: {
      xaxis: { tickvals: benchmarks.map((_, i) => i), ticktext: benchmarks, zeroline: false },
      yaxis: { title: { text: 'test error, % of the constant predictor’s' }, rangemode: 'tozero' },
      height: 480,
    },
    leastWidth: 90 + 60 * benchmarks.length,
    rows,
  };
}

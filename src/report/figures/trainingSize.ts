import { methodColour, methodSymbol, methodTitle } from '../colours';
import type { Figure } from '../document';
import { benchmarksOf, groupBy, type Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { sizeRuns } from '../sizeRuns';
import { dataOf, nameIn } from '../studyText';
import { measuredError } from '../tables/describe';
import { panels } from './panels';

/** Error against the size of the training set. A string: why there is none. */
export function trainingSize(study: Study): Figure | string {
  requireStudy(study, 'trainingSize');
  const runs = ['lel', 'bel', 'rlel'].flatMap((method) => sizeRuns(study, method));
  const benchmarks = benchmarksOf(runs).filter((name) =>
    runs.some(({ config, changes }) => config.benchmark === name && changes.has('trainFraction')),
  );
  if (benchmarks.length === 0)
    return 'Error against training-set size: needs LEL, BEL and RLEL on parts of the training set (plan ablation-data).';
  const points = benchmarks.flatMap((benchmark) => {
    const own = runs.filter(({ config }) => config.benchmark === benchmark);
    return [...groupBy(own, ({ config }) => JSON.stringify([config.method, config.trainFraction])).values()]
      .map((members) => {
        const [{ config, result }] = members;
        const error = measuredError(members, 3);
        return {
          benchmark,
          method: config.method,
          fraction: config.trainFraction,
          error: error?.value ?? null,
          std: error?.std ?? null,
          seeds: members.length,
          unit: `${result.metric}, ${result.unit}`,
          runs: error?.runs?.join(' ') ?? '',
        };
      })
      .sort((a, b) => a.fraction - b.fraction);
  });
  const { domains, layout } = panels(benchmarks, 2, (i) => {
    const own = points.filter((point) => point.benchmark === benchmarks[i]);
    const fractions = [...new Set(own.map(({ fraction }) => fraction))];
    return {
      x: {
        title: { text: 'part of the training set' },
        type: 'log',
        tickvals: fractions,
        ticktext: fractions.map(String),
      },
      y: { title: { text: `test ${own[0].unit}` } },
    };
  });
  return {
    kind: 'figure',
    name: nameIn(study, 'training-size'),
    title: 'Test error against the size of the training set',
    caption: `Mean ± standard deviation over seeds. Smaller sets are trained for more epochs where the plan says so (the table of ablations lists them). ${dataOf(study)}`,
    data: [...groupBy(points, ({ benchmark, method }) => `${benchmark} ${method}`).values()].map((line) => {
      const [{ benchmark, method }] = line;
      return {
        type: 'scatter' as const,
        mode: 'lines+markers' as const,
        name: methodTitle(method),
        legendgroup: method,
        showlegend: benchmark === benchmarks[0],
        x: line.map(({ fraction }) => fraction),
        y: line.map(({ error }) => error),
        error_y: { type: 'data' as const, array: line.map(({ std }) => std ?? 0) },
        marker: { color: methodColour(method), symbol: methodSymbol(method), size: 8 },
        line: { color: methodColour(method) },
        ...domains[benchmarks.indexOf(benchmark)],
      };
    }),
    layout,
    rows: points,
  };
}

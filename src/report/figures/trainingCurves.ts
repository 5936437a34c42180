import { mean } from '../../statistics/moments';
import { readHistory } from '../../store/history';
import type { Figure } from '../document';
import { benchmarksOf, type Evidence, methodsOf, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { methodLine } from './methodLine';
import { panels } from './panels';

const COLUMNS = 3;

/** Validation error after each epoch, of the training that the result stands on. */
function curve({ folder, result }: Evidence): { epoch: number; error: number }[] {
  return readHistory(folder)
    .filter(({ candidate }) => candidate === result.chosen)
    .map(({ epoch, validationError }) => ({ epoch: epoch + 1, error: validationError }));
}

/** Validation error over epochs: a panel a benchmark, a line a method. */
export function trainingCurves(study: Study): Figure | string {
  requireStudy(study, 'trainingCurves');
  const benchmarks = benchmarksOf(study.runs);
  const lines = benchmarks.flatMap((benchmark) =>
    methodsOf(study.runs).flatMap((method) => {
      const curves = tableRuns(study, benchmark, method).map(curve);
      if (curves.length === 0) return [];
      const points = curves[0].map(({ epoch }, i) => {
        const errors = curves.flatMap((one) => (one[i] ? [one[i].error] : []));
        return { benchmark, method, epoch, error: mean(errors) };
      });
      return [{ benchmark, method, points }];
    }),
  );
  if (lines.length === 0) return 'Training curves: needs runs with the profile’s own settings.';
  const { domains, layout } = panels(benchmarks, COLUMNS, (panel) => {
    const [{ result }] = study.runs.filter(({ config }) => config.benchmark === benchmarks[panel]);
    return { x: { title: { text: 'epoch' } }, y: { title: { text: `${result.metric}, ${result.unit}` } } };
  });
  return {
    kind: 'figure',
    name: nameIn(study, 'training-curves'),
    title: 'Validation error over epochs',
    caption: `Means over seeds; BEL’s is of the code that was chosen. Errors are in each benchmark’s own unit. ${dataOf(study)}`,
    data: lines.map(({ benchmark, method, points }, i) => ({
      ...methodLine(
        method,
        points.map(({ epoch }) => epoch),
        points.map(({ error }) => error),
      ),
      legendgroup: method,
      showlegend: lines.findIndex((line) => line.method === method) === i,
      ...domains[benchmarks.indexOf(benchmark)],
    })),
    layout,
    rows: lines.flatMap(({ points }) => points),
  };
}

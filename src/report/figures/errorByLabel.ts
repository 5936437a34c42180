import { mean } from '../../statistics/moments';
import { outputNames } from '../../store/predictions';
import { methodColour } from '../colours';
import type { Figure } from '../document';
import { benchmarksOf, methodsOf, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { methodLine } from './methodLine';
import { panels } from './panels';

const BINS = 8;
const COLUMNS = 3;

/** Mean absolute error of samples whose label lies in each part of the range; parts hold as many samples each. */
export function byLabel(samples: readonly { label: number; error: number }[]): { label: number; error: number }[] {
  const sorted = [...samples].sort((a, b) => a.label - b.label);
  return Array.from({ length: BINS }, (_, bin) => {
    const own = sorted.slice(Math.floor((bin * sorted.length) / BINS), Math.floor(((bin + 1) * sorted.length) / BINS));
    return { label: mean(own.map(({ label }) => label)), error: mean(own.map(({ error }) => error)) };
  }).filter(({ label }) => Number.isFinite(label));
}

/** Error by label: a panel a benchmark with labels of its own (the first output: yaw, age, angle), a line a method. */
export function errorByLabel(study: Study): Figure | string {
  requireStudy(study, 'errorByLabel');
  const panelsOf = benchmarksOf(study.runs).flatMap((benchmark) => {
    const [run] = study.runs.filter(({ config }) => config.benchmark === benchmark);
    return run.result.metric === 'MAE' ? [{ benchmark, outputs: outputNames(run.config), unit: run.result.unit }] : [];
  });
  const lines = panelsOf.flatMap(({ benchmark }, panel) =>
    methodsOf(study.runs).flatMap((method) => {
      const samples = tableRuns(study, benchmark, method).flatMap((run) =>
        run.samples().map(({ truth, prediction }) => ({ label: truth[0], error: Math.abs(prediction[0] - truth[0]) })),
      );
      return samples.length > 0 ? [{ benchmark, panel, method, points: byLabel(samples) }] : [];
    }),
  );
  if (lines.length === 0) return 'Error by label: needs runs on pose, age or steering.';
  const { domains, layout } = panels(
    panelsOf.map(({ benchmark }) => benchmark),
    COLUMNS,
    (i) => ({
      x: { title: { text: `true ${panelsOf[i].outputs[0]}, ${panelsOf[i].unit}` } },
      y: { title: { text: `error, ${panelsOf[i].unit}` }, rangemode: 'tozero' },
    }),
  );
  const several = panelsOf
    .filter(({ outputs }) => outputs.length > 1)
    .map(({ benchmark, outputs }) => `; ${benchmark}: ${outputs[0]}`)
    .join('');
  return {
    kind: 'figure',
    name: nameIn(study, 'error-by-label'),
    title: 'Mean absolute error by true label',
    caption: `Test samples of all seeds in ${BINS} parts of equal size${several}. ${dataOf(study)}`,
    data: lines.map(({ benchmark, method, points, panel }, i) => ({
      ...methodLine(
        method,
        points.map(({ label }) => label),
        points.map(({ error }) => error),
      ),
      mode: 'lines+markers' as const,
      legendgroup: method,
      showlegend: lines.findIndex((line) => line.method === method) === i,
      hovertemplate: `${benchmark} %{x:.1f}: %{y:.2f}`,
      marker: { color: methodColour(method), size: 5 },
      ...domains[panel],
    })),
    layout,
    rows: lines.flatMap(({ benchmark, method, points }) => points.map((point) => ({ benchmark, method, ...point }))),
  };
}

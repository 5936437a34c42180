import { arcCurvature } from '../../datasets/twins/road';
import { methodColour } from '../colours';
import type { Figure } from '../document';
import { requireBenchmark, type Study, tableGroups } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { byLabel } from './errorByLabel';
import { methodLine } from './methodLine';

/** Error over the curvature of the arc that the true angle steers: a line a method. A string: why there is none. */
export function errorByCurvature(study: Study, benchmark: string): Figure | string {
  requireStudy(study, 'errorByCurvature');
  requireBenchmark(study, benchmark);
  const groups = tableGroups(study).filter((group) => group.benchmark === benchmark);
  if (groups.length === 0) return `Error over curvature on ${benchmark}: needs runs with the profile’s own settings.`;
  const { unit } = groups[0].runs[0].result;
  const lines = groups.map(({ method, runs }) => ({
    method,
    points: byLabel(
      runs.flatMap((run) =>
        run.samples().map(({ truth, error }) => ({ label: 1000 * Math.abs(arcCurvature(truth[0])), error })),
      ),
    ).map(({ label, error }) => ({ curvature: label, error })),
  }));
  return {
    kind: 'figure',
    name: nameIn(study, `error-by-curvature-${benchmark}`),
    title: `${benchmark}: error over the curvature of the true path`,
    caption: `Test frames of all seeds in parts of equal size, from straight roads to bends: 10 km⁻¹ is a bend of 100 m radius. Curvature of the arc that the twins’ car drives with its wheel at the true angle; another car’s is in proportion. ${dataOf(study)}`,
    data: lines.map(({ method, points }) => ({
      ...methodLine(
        method,
        points.map(({ curvature }) => curvature),
        points.map(({ error }) => error),
      ),
      mode: 'lines+markers' as const,
      marker: { color: methodColour(method), size: 5 },
    })),
    layout: {
      xaxis: { title: { text: 'curvature, km⁻¹' } },
      yaxis: { title: { text: `error, ${unit}` }, rangemode: 'tozero' },
    },
    rows: lines.flatMap(({ method, points }) => points.map((point) => ({ benchmark, method, ...point }))),
  };
}

import { mean } from '../../statistics/moments';
import { methodTitle, SEQUENTIAL } from '../colours';
import type { Figure } from '../document';
import { type Evidence, requireBenchmark, requireMethod, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';

/** Points that the caption names. */
const HARDEST = 5;

interface LandmarkError {
  readonly point: number;
  /** Of the true points, about the face's middle, in parts of the spread of its points. */
  readonly x: number;
  readonly y: number;
  /** Mean distance of predicted and true point, in the metric's unit. */
  readonly error: number;
}

/** Each landmark's error on the mean face: which points are hardest. A string: why there is none. */
export function landmarkErrors(study: Study, benchmark: string, method = 'rlel'): Figure | string {
  requireStudy(study, 'landmarkErrors');
  requireBenchmark(study, benchmark);
  requireMethod(study, method);
  const runs = tableRuns(study, benchmark, method);
  if (runs.length === 0 || runs[0].result.metric !== 'NME')
    return `Error of each landmark on ${benchmark}: needs runs of ${methodTitle(method)} on landmarks.`;
  const points = pointErrors(runs);
  const { unit } = runs[0].result;
  const hardest = [...points].sort((a, b) => b.error - a.error).slice(0, HARDEST);
  return {
    kind: 'figure',
    name: nameIn(study, `landmark-errors-${benchmark}`),
    title: `${benchmark}: error of each landmark, ${methodTitle(method)}`,
    caption: `Test images of all seeds, on the mean of their true faces. Hardest: ${hardest.map(({ point, error }) => `point ${point} (${error.toFixed(1)} ${unit})`).join(', ')}; easiest: ${Math.min(...points.map(({ error }) => error)).toFixed(1)} ${unit}; mean ${mean(points.map(({ error }) => error)).toFixed(1)} ${unit}. Points are numbered from 0. ${dataOf(study)}`,
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        x: points.map(({ x }) => x),
        y: points.map(({ y }) => y),
        text: points.map(({ point, error }) => `point ${point}: ${error.toFixed(2)} ${unit}`),
        hoverinfo: 'text',
        marker: {
          size: 13,
          color: points.map(({ error }) => error),
          colorscale: SEQUENTIAL,
          colorbar: { title: { text: `error, ${unit}` } },
        },
      },
    ],
    layout: {
      xaxis: { visible: false },
      yaxis: { visible: false, autorange: 'reversed', scaleanchor: 'x' },
      height: 480,
    },
    rows: points.map(({ point, error }) => ({ benchmark, method, point, error })),
  };
}

function pointErrors(runs: readonly Evidence[]): LandmarkError[] {
  const faces = runs.flatMap((run) =>
    run.samples().map(({ truth, prediction, error }) => {
      const distances = Array.from({ length: truth.length / 2 }, (_, i) =>
        Math.hypot(truth[2 * i] - prediction[2 * i], truth[2 * i + 1] - prediction[2 * i + 1]),
      );
      const unit = error / mean(distances) || 0; // a pixel, in the metric's unit: the image's error is the mean
      return { shape: placed(truth), errors: distances.map((distance) => unit * distance) };
    }),
  );
  return faces[0].errors.map((_, point) => ({
    point,
    x: mean(faces.map(({ shape }) => shape[point][0])),
    y: mean(faces.map(({ shape }) => shape[point][1])),
    error: mean(faces.map(({ errors }) => errors[point])),
  }));
}

/** Points about their middle, in parts of their spread. */
function placed(values: readonly number[]): [number, number][] {
  const points = Array.from({ length: values.length / 2 }, (_, i): [number, number] => [
    values[2 * i],
    values[2 * i + 1],
  ]);
  const [x, y] = [0, 1].map((axis) => mean(points.map((point) => point[axis])));
  const spread = Math.sqrt(mean(points.map((point) => (point[0] - x) ** 2 + (point[1] - y) ** 2))) || 1;
  return points.map((point) => [(point[0] - x) / spread, (point[1] - y) / spread]);
}

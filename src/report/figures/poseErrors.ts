import { mean } from '../../statistics/moments';
import { outputNames } from '../../store/predictions';
import { methodTitle, SEQUENTIAL } from '../colours';
import type { Figure } from '../document';
import { requireBenchmark, requireMethod, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';

/** Degrees of a cell. */
const CELL = 15;
/** Test images that a cell needs. */
const LEAST = 5;

/** Mean error over true yaw × pitch. A string: why there is none. */
export function poseErrors(study: Study, benchmark: string, method = 'rlel'): Figure | string {
  requireStudy(study, 'poseErrors');
  requireBenchmark(study, benchmark);
  requireMethod(study, method);
  const runs = tableRuns(study, benchmark, method);
  const names = runs.length > 0 ? outputNames(runs[0].config) : [];
  const [yaw, pitch] = [names.indexOf('yaw'), names.indexOf('pitch')];
  if (yaw < 0 || pitch < 0)
    return `Error over yaw × pitch on ${benchmark}: needs runs of ${methodTitle(method)} on head pose.`;
  const samples = runs.flatMap((run) =>
    run.samples().map(({ truth, error }) => ({
      yaw: Math.floor(truth[yaw] / CELL),
      pitch: Math.floor(truth[pitch] / CELL),
      error,
    })),
  );
  const axis = (key: 'yaw' | 'pitch'): number[] => {
    const cells = samples.map((sample) => sample[key]);
    const first = cells.reduce((a, b) => Math.min(a, b));
    return Array.from({ length: cells.reduce((a, b) => Math.max(a, b)) - first + 1 }, (_, i) => first + i);
  };
  const [yaws, pitches] = [axis('yaw'), axis('pitch')];
  const cells = pitches.flatMap((row) =>
    yaws.map((column) => {
      const errors = samples.filter((one) => one.yaw === column && one.pitch === row).map(({ error }) => error);
      const middle = (cell: number): number => (cell + 0.5) * CELL;
      return {
        ...{ benchmark, method, yaw: middle(column), pitch: middle(row), images: errors.length },
        error: errors.length >= LEAST ? mean(errors) : null,
      };
    }),
  );
  const z = pitches.map((_, i) => cells.slice(i * yaws.length, (i + 1) * yaws.length).map(({ error }) => error));
  return {
    kind: 'figure',
    name: nameIn(study, `pose-errors-${benchmark}`),
    title: `${benchmark}: error over yaw × pitch, ${methodTitle(method)}`,
    caption: `Mean over yaw, pitch and roll, test images of all seeds in cells of ${CELL}°; blank: fewer than ${LEAST} images. ${dataOf(study)}`,
    data: [
      {
        type: 'heatmap',
        x: cells.slice(0, yaws.length).map((cell) => cell.yaw),
        y: pitches.map((_, i) => cells[i * yaws.length].pitch),
        z: z as number[][],
        text: z.map((row) => row.map((error) => error?.toFixed(1) ?? '')) as unknown as string[],
        texttemplate: '%{text}',
        colorscale: SEQUENTIAL,
        colorbar: { title: { text: 'MAE, degrees' } },
      },
    ],
    layout: {
      xaxis: { title: { text: 'true yaw, degrees' }, showgrid: false },
      yaxis: { title: { text: 'true pitch, degrees' }, showgrid: false },
    },
    rows: cells,
  };
}

import { benchmarkNamed } from '../benchmarks/registry';
import { groundPoint, WILD_VIEW } from '../datasets/twins/renderRoad';
import { arcCurvature } from '../datasets/twins/road';
import type { Task } from '../losses/rlel';
import { outputNames } from '../store/predictions';
import type { RunConfig } from '../store/runRecord';
import { headAxes } from './headAxes';
import { landmarkDots, landmarkLines } from './landmarkDots';

/** What the values of a picture are. */
export interface LabelKind {
  readonly task: Task;
  /** Of the values, in their order: yaw, pitch, roll. */
  readonly names: readonly string[];
  /** Whether they are a synthetic twin's. */
  readonly isTwin: boolean;
}

/** Of a run's truths and predictions. */
export const kindOf = (config: RunConfig): LabelKind => ({
  task: benchmarkNamed(config.benchmark).task,
  names: outputNames(config),
  isTwin: config.data.source === 'twin',
});

/** Values of a picture, and the colour that they are drawn in. */
export interface Marked {
  readonly values: readonly number[];
  readonly colour: string;
}

/** A picture as it is shown. */
export interface ShownSize {
  readonly width: number;
  readonly height: number;
  /** Of the picture's pixels, in which landmarks are. */
  readonly scale: number;
}

/** Strokes on a picture of 200 pixels: what is drawn first is wider, so that both are seen where they agree. */
const [WIDE, NARROW] = [6, 2.5];
/** A landmark's radius there. */
const DOT = 1.5;

/**
 * Values over their picture, as content of an SVG: landmarks as dots, lines between those of two sets; head pose as three
 * axes, that of the nose longest and with a ball; steering as the arc that the car would drive. Other tasks: nothing.
 */
export function predictionMarks({ task, names, isTwin }: LabelKind, sets: readonly Marked[], size: ShownSize): string {
  const unit = Math.min(size.width, size.height) / 200;
  const each = (draw: (marked: Marked, stroke: number) => string): string =>
    sets.map((marked, i) => draw(marked, unit * (i < sets.length - 1 ? WIDE : NARROW))).join('');
  switch (task) {
    case 'landmarks': {
      const lines = sets.length === 2 ? landmarkLines(sets[0].values, sets[1].values, size.scale) : '';
      return lines + each(({ values, colour }) => landmarkDots(values, size.scale, unit * DOT, colour));
    }
    case 'pose':
      return each(({ values, colour }, stroke) => {
        const angle = (name: string): number => values[names.indexOf(name)] ?? 0; // one that is not predicted is 0
        const angles = { yaw: angle('yaw'), pitch: angle('pitch'), roll: angle('roll') };
        return axesOf(headAxes(angles, isTwin), size, colour, stroke);
      });
    case 'steering':
      return each(({ values, colour }, stroke) => drivenArc(values[0], size, colour, stroke));
    default:
      return '';
  }
}

function axesOf(
  { right, down, front }: ReturnType<typeof headAxes>,
  { width, height }: ShownSize,
  colour: string,
  stroke: number,
): string {
  const [x, y] = [width / 2, height / 2];
  const length = Math.min(width, height) / 2.4;
  const lines = [right, down, front].map(([dx, dy], i) => {
    const share = i === 2 ? 1 : 0.6;
    return { x: x + share * length * dx, y: y + share * length * dy };
  });
  const path = lines.map((end) => `M${x} ${y}L${end.x} ${end.y}`).join('');
  const [, , nose] = lines;
  return `${stroked(path, colour, stroke)}<circle cx="${nose.x}" cy="${nose.y}" r="${1.5 * stroke}" fill="${colour}" stroke="black"/>`;
}

/** Metres ahead of the camera between which an arc is drawn; at 12 the twins' driver looks at the middle of the road. */
const [NEAR, FAR] = [2.6, 14];
const STEPS = 24;

/** The arc on a flat road, through the twins' camera. Another camera's differs, but not on which side it bends. */
function drivenArc(degrees: number, { width, height }: ShownSize, colour: string, stroke: number): string {
  const curvature = arcCurvature(Math.max(-90, Math.min(90, degrees)));
  const points = Array.from({ length: STEPS + 1 }, (_, i) => {
    const ahead = NEAR + ((FAR - NEAR) * i) / STEPS;
    const [column, row] = groundPoint(WILD_VIEW, (curvature * ahead ** 2) / 2, ahead);
    return `${(column * width) / WILD_VIEW.width} ${(row * height) / WILD_VIEW.height}`;
  });
  return stroked(`M${points.join('L')}`, colour, stroke);
}

/** A line with a dark seam, which is seen on light and dark. */
const stroked = (path: string, colour: string, width: number): string =>
  [
    ['black', width + 1.5],
    [colour, width],
  ]
    .map(
      ([stroke, wide]) =>
        `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${wide}" stroke-linecap="round" stroke-linejoin="round"/>`,
    )
    .join('');

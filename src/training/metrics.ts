import { RlelError } from '../errors';
import { requireArray, requireNumber, requireNumbers } from '../input/check';
import { mean } from '../statistics/moments';

/**
 * Mean absolute error, in the labels' unit.
 * @throws RlelError when the lengths differ or are 0, or for what is no finite number.
 */
export function mae(predictions: ArrayLike<number>, truths: ArrayLike<number>): number {
  return mean(absoluteErrors(predictions, truths));
}

/**
 * Share of samples with |error| ≤ `limit` (CS@5 for ages), in [0, 1].
 * @throws RlelError when the lengths differ or are 0, or for what is no finite number.
 */
export function cumulativeScore(predictions: ArrayLike<number>, truths: ArrayLike<number>, limit: number): number {
  requireNumber(limit, 'cumulativeScore: limit', 0);
  return mean(absoluteErrors(predictions, truths).map((error) => (error <= limit ? 1 : 0)));
}

/**
 * Normalised mean error of one image: mean point-to-point distance over the distance between two ground-truth
 * points (0-based: COFW 8 and 9, 300W 36 and 45, WFLW 60 and 72), or over the size of the box around all of them, as a
 * fraction.
 * @param predicted L points [x, y] in pixels.
 * @param truth L points.
 * @param normaliser the two points' indices; `box`: the geometric mean of the box's sides.
 * @returns NaN where a predicted coordinate is.
 * @throws RlelError when the counts differ, a true coordinate is no finite number, the two points coincide, or all lie on
 * a line.
 */
export function nme(
  predicted: readonly (readonly [number, number])[],
  truth: readonly (readonly [number, number])[],
  normaliser: readonly [number, number] | 'box',
): number {
  requireArray(predicted, 'nme: predicted');
  requireArray(truth, 'nme: truth');
  predicted.forEach((point, i) => requireNumbers(point, `nme: predicted[${i}]`, 2, 'NaN'));
  truth.forEach((point, i) => requireNumbers(point, `nme: truth[${i}]`, 2));
  if (normaliser !== 'box') requireNumbers(normaliser, 'nme: normaliser', 2);
  if (predicted.length !== truth.length || truth.length === 0) {
    throw new RlelError(`nme: ${predicted.length} predicted points against ${truth.length} true ones.`);
  }
  const scale = normaliser === 'box' ? boxSize(truth) : pointDistance(truth, normaliser);
  return mean(truth.map(([x, y], i) => Math.hypot(x - predicted[i][0], y - predicted[i][1]))) / scale;
}

function pointDistance(points: readonly (readonly [number, number])[], indices: readonly [number, number]): number {
  const [from, to] = indices.map((index) => points[index]);
  if (!from || !to) throw new RlelError(`nme: normaliser points ${indices} of ${points.length} landmarks.`);
  const distance = Math.hypot(from[0] - to[0], from[1] - to[1]);
  if (!(distance > 0)) throw new RlelError(`nme: the normaliser points ${indices} coincide.`);
  return distance;
}

function boxSize(points: readonly (readonly [number, number])[]): number {
  const side = (axis: 0 | 1): number => {
    const values = points.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  const size = Math.sqrt(side(0) * side(1));
  if (!(size > 0))
    throw new RlelError(`nme: the ${points.length} landmarks lie on a line, so that their box has no size.`);
  return size;
}

function absoluteErrors(predictions: ArrayLike<number>, truths: ArrayLike<number>): number[] {
  requireNumbers(predictions, 'predictions');
  requireNumbers(truths, 'labels');
  if (predictions.length !== truths.length || truths.length === 0) {
    throw new RlelError(
      `${predictions.length} predictions against ${truths.length} labels: expected as many, and at least one.`,
    );
  }
  return Array.from(truths, (truth, i) => Math.abs(predictions[i] - truth));
}

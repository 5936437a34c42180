import { PREDICTION, TRUTH } from './landmarkDots';

/** A predicted value with its interval, and the true one, on a scale. */
export interface ScaledValue {
  /** Values at the scale's ends. */
  readonly range: readonly [number, number];
  readonly truth: number;
  readonly prediction: number;
  /** Half the interval's width; null: none is known. */
  readonly halfWidth: number | null;
}

const [HEIGHT, MARGIN] = [26, 12];

/** A scale along a picture's lower edge: the interval as a bar, the prediction a dot on it, the truth a tick. Content of an SVG. */
export function valueScale(
  { range: [low, high], truth, prediction, halfWidth }: ScaledValue,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const at = (value: number): number =>
    MARGIN + (Math.min(1, Math.max(0, (value - low) / (high - low))) || 0) * (width - 2 * MARGIN);
  const y = height - HEIGHT + 9;
  const ends = [low, high].map(
    (value, i) =>
      `<text x="${at(value)}" y="${height - 3}" font-family="sans-serif" font-size="10" fill="white" text-anchor="${i === 0 ? 'start' : 'end'}">${Number(value.toPrecision(3))}</text>`,
  );
  const bar =
    halfWidth === null
      ? ''
      : `<rect x="${at(prediction - halfWidth)}" y="${y - 3}" width="${at(prediction + halfWidth) - at(prediction - halfWidth)}" height="6" rx="3" fill="${PREDICTION}" fill-opacity="0.55"/>`;
  return [
    `<rect x="0" y="${height - HEIGHT}" width="${width}" height="${HEIGHT}" fill="black" fill-opacity="0.65"/>`,
    `<line x1="${at(low)}" y1="${y}" x2="${at(high)}" y2="${y}" stroke="white" stroke-opacity="0.6"/>`,
    bar,
    `<circle cx="${at(prediction)}" cy="${y}" r="4" fill="${PREDICTION}"/>`,
    `<line x1="${at(truth)}" y1="${y - 7}" x2="${at(truth)}" y2="${y + 7}" stroke="${TRUTH}" stroke-width="2.5"/>`,
    ...ends,
  ].join('');
}

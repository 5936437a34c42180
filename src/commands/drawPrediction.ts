import sharp from 'sharp';
import { benchmarkNamed } from '../benchmarks/registry';
import type { DecodedImage } from '../datasets/resize';
import { writeFileAtomic } from '../files/atomicFile';
import { landmarkDots, PREDICTION } from '../report/landmarkDots';
import { photograph, resized } from '../report/output/imageFile';
import type { LoadedModel } from '../runs/loadModel';

/** Pixels of a drawing's longer side, at least: small images are enlarged, so that what is drawn can be read. */
const SIDE = 480;

/** Writes an image with its prediction: landmarks as dots, head pose as three axes, steering as a path, all in words. */
export async function drawPrediction(
  { result, outputs }: LoadedModel,
  picture: DecodedImage,
  values: readonly number[],
  file: string,
): Promise<void> {
  const scale = Math.max(1, SIDE / Math.max(picture.width, picture.height));
  const size = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
  const { task } = benchmarkNamed(result.config.benchmark);
  const words = outputs.map((name, i) => `${name} ${values[i].toFixed(1)}`).join(', ');
  const over = {
    landmarks: () => landmarkDots(values, scale, 3, PREDICTION),
    pose: () => axes(outputs, values, size) + caption(words),
    steering: () => path(values[0], size) + caption(`${words} ${result.unit}`),
    age: () => caption(`${words} ${result.unit}`),
    regression: () => caption(words),
  }[task]();
  const { bytes } = await photograph(sharp(await resized(picture, size, over)));
  writeFileAtomic(file, bytes);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const caption = (words: string): string =>
  `<text x="8" y="24" font-family="sans-serif" font-size="18" fill="white" stroke="black" stroke-width="3" paint-order="stroke">${words}</text>`;

const line = (from: readonly [number, number], to: readonly [number, number], colour: string): string =>
  `<line x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}" stroke="${colour}" stroke-width="4" stroke-linecap="round"/>`;

/** Where the head's right, down and front point to: red, green, blue, as Hopenet draws them. An angle that is not predicted is 0. */
function axes(names: readonly string[], values: readonly number[], { width, height }: Size): string {
  const angle = (name: string): number => ((values[names.indexOf(name)] ?? 0) * Math.PI) / 180;
  const [pitch, yaw, roll] = [angle('pitch'), -angle('yaw'), angle('roll')];
  const { cos, sin } = Math;
  const length = Math.min(width, height) / 3;
  const ends = [
    [cos(yaw) * cos(roll), cos(pitch) * sin(roll) + cos(roll) * sin(pitch) * sin(yaw), 'red'],
    [-cos(yaw) * sin(roll), cos(pitch) * cos(roll) - sin(pitch) * sin(yaw) * sin(roll), 'lime'],
    [sin(yaw), -cos(yaw) * sin(pitch), 'dodgerblue'],
  ] as const;
  const middle = [width / 2, height / 2] as const;
  return ends.map(([x, y, colour]) => line(middle, [middle[0] + length * x, middle[1] + length * y], colour)).join('');
}

/** The way that a wheel turned by so many degrees leads from the middle of the lower edge; to the right for angles above 0. */
function path(degrees: number, { width, height }: Size): string {
  const bend = (Math.max(-90, Math.min(90, degrees)) / 90) * (width / 2);
  const [x, y] = [width / 2, height];
  return `<path d="M ${x} ${y} Q ${x} ${y - height / 4} ${x + bend} ${y - height / 2}" fill="none" stroke="${PREDICTION}" stroke-width="5" stroke-linecap="round"/>`;
}

import { type Crop, WARP_MARGIN } from '../datasets/dataset';
import type { Random } from '../random/random';
import { GRID } from './labelGrid';

/** [height, width]. */
type Size = readonly [number, number];

/** A decoded image, uint8 [height, width, 3] from `from` on, and where its network input goes, float32 0…255. */
export interface Pixels {
  readonly source: Uint8Array;
  readonly from: number;
  readonly sourceSize: Size;
  readonly into: Float32Array;
  readonly at: number;
  readonly size: Size;
}

/**
 * The published steering augmentation of one image: mirrored with probability ½ (the angle is negated), HSV value
 * times U(0.2, 1.5), label noise N(0, 1°). HSV value is a pixel's largest channel, so scaling it at constant hue and
 * saturation scales the pixel; the result is clipped at 255 in value, as published.
 * @returns the label, changed as the image was.
 */
export function augmentSteering({ source, from, size, into, at }: Pixels, angle: number, random: Random): number {
  const [height, width] = size;
  const mirrored = random.uniform() < 0.5;
  const brightness = random.uniform(0.2, 1.5);
  const noise = random.normal();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = from + 3 * (y * width + x);
      const target = at + 3 * (y * width + (mirrored ? width - 1 - x : x));
      const value = Math.max(source[pixel], source[pixel + 1], source[pixel + 2]);
      const scale = value * brightness > 255 ? 255 / value : brightness;
      into[target] = source[pixel] * scale;
      into[target + 1] = source[pixel + 1] * scale;
      into[target + 2] = source[pixel + 2] * scale;
    }
  }
  return (mirrored ? -angle : angle) + noise;
}

/** The middle of the decoded image: how images are evaluated. */
export function centreCrop(pixels: Pixels): void {
  const [height, width] = pixels.size;
  copy(pixels, (pixels.sourceSize[0] - height) >> 1, (pixels.sourceSize[1] - width) >> 1, false);
}

/** A random window of the decoded image. */
export function randomCrop(pixels: Pixels, random: Random): void {
  copy(pixels, ...corner(pixels, random), false);
}

/** How often a pose image is blurred: Pillow's 5 × 5 BLUR filter, as published. */
const BLUR = 0.05;

/**
 * The published head pose augmentation: a random window, mirrored with probability ½ (yaw and roll are negated),
 * blurred with probability 0.05.
 * @returns the labels, changed as the image was.
 */
export function cropMirrorPose(
  pixels: Pixels,
  [yaw, pitch, roll]: readonly number[],
  random: Random,
): [number, number, number] {
  const mirrored = random.uniform() < 0.5;
  const blurred = random.uniform() < BLUR;
  copy(pixels, ...corner(pixels, random), mirrored);
  if (blurred) blur(pixels);
  return mirrored ? [-yaw, pitch, -roll] : [yaw, pitch, roll];
}

function corner({ sourceSize, size }: Pixels, random: Random): [number, number] {
  return [random.integer(sourceSize[0] - size[0] + 1), random.integer(sourceSize[1] - size[1] + 1)];
}

function copy({ source, from, sourceSize, into, at, size }: Pixels, top: number, left: number, mirrored: boolean) {
  const [height, width] = size;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = from + 3 * ((top + y) * sourceSize[1] + left + x);
      const target = at + 3 * (y * width + (mirrored ? width - 1 - x : x));
      into[target] = source[pixel];
      into[target + 1] = source[pixel + 1];
      into[target + 2] = source[pixel + 2];
    }
  }
}

/** The mean of the 16 pixels on the edge of each 5 × 5 window; pixels within 2 of the image's edge stay. */
function blur({ into, at, size: [height, width] }: Pixels): void {
  const before = into.slice(at, at + 3 * height * width);
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let dy = -2; dy <= 2; dy++) {
          const step = Math.abs(dy) === 2 ? 1 : 4;
          for (let dx = -2; dx <= 2; dx += step) sum += before[3 * ((y + dy) * width + x + dx) + c];
        }
        into[at + 3 * (y * width + x) + c] = sum / 16;
      }
    }
  }
}

const SCALE = 0.25;
const ROTATION = 30;
const ROTATED = 0.6;

/**
 * The face's square, or its published augmentation: scaled by U(0.75, 1.25), rotated by U(−30°, 30°) with probability
 * 0.6, mirrored with probability ½.
 * @param points x, y of each landmark in image pixels.
 * @param mirror the point of the mirrored image that lies where point i does.
 * @param random null: the square as it is.
 * @returns x, y of each landmark on the grid.
 */
export function warpFace(
  { source, from, sourceSize, into, at, size }: Pixels,
  points: readonly number[],
  { centre, side }: Crop,
  mirror: readonly number[],
  random: Random | null,
): number[] {
  const scale = random ? random.uniform(1 - SCALE, 1 + SCALE) : 1;
  const angle = random && random.uniform() < ROTATED ? (random.uniform(-ROTATION, ROTATION) * Math.PI) / 180 : 0;
  const mirrored = random !== null && random.uniform() < 0.5;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [height, width] = size;
  const [sourceHeight, sourceWidth] = sourceSize;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (((mirrored ? width - 1 - x : x) + 0.5) / width - 0.5) * scale;
      const v = ((y + 0.5) / height - 0.5) * scale;
      const sx = ((cos * u - sin * v) / WARP_MARGIN + 0.5) * sourceWidth - 0.5;
      const sy = ((sin * u + cos * v) / WARP_MARGIN + 0.5) * sourceHeight - 0.5;
      const x0 = Math.min(Math.max(Math.floor(sx), 0), sourceWidth - 2);
      const y0 = Math.min(Math.max(Math.floor(sy), 0), sourceHeight - 2);
      const fx = sx - x0;
      const fy = sy - y0;
      const upper = from + 3 * (y0 * sourceWidth + x0);
      const lower = upper + 3 * sourceWidth;
      const target = at + 3 * (y * width + x);
      for (let c = 0; c < 3; c++) {
        into[target + c] =
          (source[upper + c] * (1 - fx) + source[upper + 3 + c] * fx) * (1 - fy) +
          (source[lower + c] * (1 - fx) + source[lower + 3 + c] * fx) * fy;
      }
    }
  }
  const result = new Array<number>(points.length);
  for (let i = 0; i < points.length / 2; i++) {
    const from = mirrored ? mirror[i] : i;
    const [u, v] = [(points[2 * from] - centre[0]) / side, (points[2 * from + 1] - centre[1]) / side];
    const x = ((cos * u + sin * v) / scale + 0.5) * GRID;
    result[2 * i] = mirrored ? GRID - x : x;
    result[2 * i + 1] = ((-sin * u + cos * v) / scale + 0.5) * GRID;
  }
  return result;
}

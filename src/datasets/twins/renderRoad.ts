import type { Random } from '../../random/random';
import type { Scene, Weather } from './road';
import { textureAt } from './texture';

/** What the camera sees, and how well. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** Focal length, pixels. */
  readonly focal: number;
  /** Row of a level camera's horizon. */
  readonly horizon: number;
  /** Whether weather changes, trees and cars stand about, paint is worn. */
  readonly wild: boolean;
}

export const WILD_VIEW: View = { width: 455, height: 256, focal: 300, horizon: 105, wild: true };
export const PLAIN_VIEW: View = { width: 228, height: 128, focal: 150, horizon: 52.5, wild: false };

const CAMERA_HEIGHT = 1.3; // m
const LANE = 1.9; // half a lane, m
const FAR = 120; // m

/** Where a level camera sees a point of the ground that is so many metres to the right and ahead: column and row. */
export const groundPoint = ({ width, focal, horizon }: View, right: number, ahead: number): [number, number] => [
  width / 2 + (focal * right) / ahead,
  horizon + (focal * CAMERA_HEIGHT) / ahead,
];

/** Light and air of each weather: brightness, contrast towards the air's grey per metre, noise, air's grey. */
const LIGHT: Record<Weather, { brightness: number; haze: number; noise: number; air: number }> = {
  sun: { brightness: 1.05, haze: 0.003, noise: 5, air: 215 },
  overcast: { brightness: 0.85, haze: 0.008, noise: 8, air: 190 },
  fog: { brightness: 0.85, haze: 0.05, noise: 8, air: 185 },
  rain: { brightness: 0.65, haze: 0.025, noise: 14, air: 140 },
  dusk: { brightness: 0.35, haze: 0.012, noise: 16, air: 70 },
};

/**
 * Renders a frame: a flat ground seen by a pinhole camera, row by row. A pixel of ground at depth z and lateral
 * distance x shows the road where |x − centre(z)| is small, with centre(z) = offset + heading·z + κz²/2.
 * @returns uint8 [height, width, 3], R, G, B.
 */
export function renderRoad(scene: Scene, view: View, random: Random): Uint8Array {
  const { width, height, focal, wild } = view;
  const pixels = new Uint8Array(width * height * 3);
  const light = LIGHT[wild ? scene.weather : 'overcast'];
  const exposure = light.brightness * random.uniform(0.75, 1.25);
  const horizon = view.horizon - focal * Math.tan(scene.pitch);
  const asphalt = random.uniform(70, 125);
  const verge = [random.uniform(70, 150), random.uniform(90, 150), random.uniform(40, 90)];
  const worn = wild ? random.uniform(0, 0.7) : 0; // share of the markings that is worn away
  const dashes = random.uniform(0, 8);
  const seed = random.uint32();
  const shadows = wild && scene.weather === 'sun' ? bands(random, 4) : [];
  const patches = bands(random, 3);
  const row = new Float32Array(3);
  for (let v = 0; v < height; v++) {
    const below = v - horizon;
    const z = below > 0.5 ? (focal * CAMERA_HEIGHT) / below : FAR;
    const ground = below > 0.5 && z < FAR;
    const centre = scene.offset + scene.heading * z + (scene.curvature * z * z) / 2;
    const clear = Math.exp(-light.haze * Math.min(z, FAR));
    const shadow = shadows.some(([from, to]) => z > from && z < to) ? 0.55 : 1;
    const patch = patches.some(([from, to]) => z > from && z < to) ? 0.85 : 1;
    const stretch = Math.floor(z * 4);
    const dash = (z + dashes) % 8 < 3;
    for (let u = 0; u < width; u++) {
      if (ground) {
        const lateral = ((u - width / 2) * z) / focal - centre; // m from the lane's centre
        const grain = textureAt(seed, Math.floor(lateral * 5), stretch) - 0.5;
        const edge = Math.abs(Math.abs(lateral) - LANE);
        const marked = edge < 0.09 && (lateral > 0 || dash) && textureAt(seed, stretch >> 1, 7) > worn;
        if (marked) row.fill(225);
        else if (lateral > -3 * LANE && lateral < LANE + 0.6) row.fill(asphalt * patch + 30 * grain);
        else for (let c = 0; c < 3; c++) row[c] = verge[c] + 70 * grain;
        for (let c = 0; c < 3; c++) row[c] *= shadow;
      } else {
        const cloud = 20 * (textureAt(seed, u >> 5, v >> 4) - 0.5);
        row[0] = light.air + cloud - 25;
        row[1] = light.air + cloud - 5;
        row[2] = light.air + cloud + 20;
      }
      const noise =
        light.noise * (textureAt(seed + 1, u, v) + textureAt(seed + 2, u, v) + textureAt(seed + 3, u, v) - 1.5) * 2;
      const at = (v * width + u) * 3;
      for (let c = 0; c < 3; c++) {
        const value = exposure * (ground ? row[c] * clear + light.air * (1 - clear) : row[c]) + noise;
        pixels[at + c] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
  if (wild) drawThings({ pixels, view, horizon, exposure }, scene, random);
  return pixels;
}

/** A picture of a road, to which things are added. */
interface Picture {
  readonly pixels: Uint8Array;
  readonly view: View;
  /** Its row. */
  readonly horizon: number;
  readonly exposure: number;
}

function drawThings(picture: Picture, scene: Scene, random: Random): void {
  for (let trees = random.integer(7); trees > 0; trees--) drawTree(picture, scene, random);
  if (random.uniform() < 0.3) drawCar(picture, scene, random);
  if (scene.weather === 'rain') drawRain(picture, random);
}

/** Stretches of road, in metres ahead. */
function bands(random: Random, most: number): [number, number][] {
  return Array.from({ length: random.integer(most + 1) }, () => {
    const from = random.uniform(4, 40);
    return [from, from + random.uniform(0.5, 6)];
  });
}

function fillBox({ pixels, view }: Picture, box: readonly [number, number, number, number], colour: readonly number[]) {
  const [left, top, right, bottom] = box.map(Math.round);
  for (let v = Math.max(top, 0); v < Math.min(bottom, view.height); v++) {
    for (let u = Math.max(left, 0); u < Math.min(right, view.width); u++) {
      for (let c = 0; c < 3; c++) pixels[(v * view.width + u) * 3 + c] = Math.min(colour[c], 255);
    }
  }
}

/** Column and row of a point on the ground at depth z, `aside` metres from the lane's centre. */
function project({ view, horizon }: Picture, scene: Scene, z: number, aside: number): [number, number] {
  const lateral = scene.offset + scene.heading * z + (scene.curvature * z * z) / 2 + aside;
  return [view.width / 2 + (view.focal * lateral) / z, horizon + (view.focal * CAMERA_HEIGHT) / z];
}

/** A trunk and a crown, somewhere aside of the road; placed without regard to the bend, so that trees mislead. */
function drawTree(picture: Picture, scene: Scene, random: Random): void {
  const { view, exposure } = picture;
  const z = random.uniform(8, 60);
  const side = random.uniform() < 0.5 ? -1 : 1;
  const [u, v] = project(picture, { ...scene, curvature: 0, heading: 0 }, z, side * random.uniform(8, 25));
  const metre = view.focal / z;
  const green = [40, 70, 35].map((value) => value * exposure * random.uniform(0.8, 1.2));
  fillBox(picture, [u - 0.2 * metre, v - 3 * metre, u + 0.2 * metre, v], [60 * exposure, 45 * exposure, 35 * exposure]);
  fillBox(picture, [u - 1.5 * metre, v - 6 * metre, u + 1.5 * metre, v - 2 * metre], green);
}

/** A car ahead in this lane or the other one, which hides part of the road. */
function drawCar(picture: Picture, scene: Scene, random: Random): void {
  const { view, exposure } = picture;
  const z = random.uniform(8, 30);
  const [u, v] = project(picture, scene, z, random.uniform() < 0.5 ? 0 : -2 * LANE);
  const metre = view.focal / z;
  const paint = [0, 1, 2].map(() => exposure * random.uniform(20, 230));
  fillBox(picture, [u - 0.9 * metre, v - 1.4 * metre, u + 0.9 * metre, v - 0.2 * metre], paint);
  fillBox(picture, [u - 0.7 * metre, v - 1.3 * metre, u + 0.7 * metre, v - 0.8 * metre], [40, 45, 50]);
  fillBox(picture, [u - 0.9 * metre, v - 0.2 * metre, u + 0.9 * metre, v], [20, 20, 20]);
}

function drawRain(picture: Picture, random: Random): void {
  const { view } = picture;
  for (let k = 0; k < 120; k++) {
    const u = random.uniform(0, view.width);
    const v = random.uniform(0, view.height);
    fillBox(picture, [u, v, u + 1, v + random.uniform(4, 14)], [170, 175, 180]);
  }
}

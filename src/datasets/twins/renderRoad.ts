import type { Random } from '../../random/random';
import type { Scene, Weather } from './road';
import { textureAt } from './texture';

export const FRAME = { width: 455, height: 256 } as const;

const FOCAL = 300; // pixels
const CAMERA_HEIGHT = 1.3; // m
const LANE = 1.9; // half a lane, m
const FAR = 120; // m

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
 * @returns uint8 [256, 455, 3], R, G, B.
 */
export function renderRoad(scene: Scene, random: Random): Uint8Array {
  const { width, height } = FRAME;
  const pixels = new Uint8Array(width * height * 3);
  const light = LIGHT[scene.weather];
  const exposure = light.brightness * random.uniform(0.75, 1.25);
  const horizon = 105 - FOCAL * Math.tan(scene.pitch);
  const asphalt = random.uniform(70, 125);
  const verge = [random.uniform(70, 150), random.uniform(90, 150), random.uniform(40, 90)];
  const worn = random.uniform(0, 0.7); // share of the markings that is worn away
  const dashes = random.uniform(0, 8);
  const seed = random.uint32();
  const shadows = scene.weather === 'sun' ? bands(random, 4) : [];
  const patches = bands(random, 3);
  const row = new Float32Array(3);
  for (let v = 0; v < height; v++) {
    const below = v - horizon;
    const z = below > 0.5 ? (FOCAL * CAMERA_HEIGHT) / below : FAR;
    const ground = below > 0.5 && z < FAR;
    const centre = scene.offset + scene.heading * z + (scene.curvature * z * z) / 2;
    const clear = Math.exp(-light.haze * Math.min(z, FAR));
    const shadow = shadows.some(([from, to]) => z > from && z < to) ? 0.55 : 1;
    const patch = patches.some(([from, to]) => z > from && z < to) ? 0.85 : 1;
    const stretch = Math.floor(z * 4);
    const dash = (z + dashes) % 8 < 3;
    for (let u = 0; u < width; u++) {
      if (ground) {
        const lateral = ((u - width / 2) * z) / FOCAL - centre; // m from the lane's centre
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
  for (let trees = random.integer(7); trees > 0; trees--) drawTree(pixels, scene, horizon, exposure, random);
  if (random.uniform() < 0.3) drawCar(pixels, scene, horizon, exposure, random);
  if (scene.weather === 'rain') drawRain(pixels, random);
  return pixels;
}

/** Stretches of road, in metres ahead. */
function bands(random: Random, most: number): [number, number][] {
  return Array.from({ length: random.integer(most + 1) }, () => {
    const from = random.uniform(4, 40);
    return [from, from + random.uniform(0.5, 6)];
  });
}

function fillBox(pixels: Uint8Array, box: readonly [number, number, number, number], colour: readonly number[]): void {
  const [left, top, right, bottom] = box.map(Math.round);
  for (let v = Math.max(top, 0); v < Math.min(bottom, FRAME.height); v++) {
    for (let u = Math.max(left, 0); u < Math.min(right, FRAME.width); u++) {
      for (let c = 0; c < 3; c++) pixels[(v * FRAME.width + u) * 3 + c] = Math.min(colour[c], 255);
    }
  }
}

/** Column and row of a point on the ground at depth z, `aside` metres from the lane's centre. */
function project(scene: Scene, horizon: number, z: number, aside: number): [number, number] {
  const lateral = scene.offset + scene.heading * z + (scene.curvature * z * z) / 2 + aside;
  return [FRAME.width / 2 + (FOCAL * lateral) / z, horizon + (FOCAL * CAMERA_HEIGHT) / z];
}

/** A trunk and a crown, somewhere aside of the road; placed without regard to the bend, so that trees mislead. */
function drawTree(pixels: Uint8Array, scene: Scene, horizon: number, exposure: number, random: Random): void {
  const z = random.uniform(8, 60);
  const side = random.uniform() < 0.5 ? -1 : 1;
  const [u, v] = project({ ...scene, curvature: 0, heading: 0 }, horizon, z, side * random.uniform(8, 25));
  const metre = FOCAL / z;
  const green = [40, 70, 35].map((value) => value * exposure * random.uniform(0.8, 1.2));
  fillBox(pixels, [u - 0.2 * metre, v - 3 * metre, u + 0.2 * metre, v], [60 * exposure, 45 * exposure, 35 * exposure]);
  fillBox(pixels, [u - 1.5 * metre, v - 6 * metre, u + 1.5 * metre, v - 2 * metre], green);
}

/** A car ahead in this lane or the other one, which hides part of the road. */
function drawCar(pixels: Uint8Array, scene: Scene, horizon: number, exposure: number, random: Random): void {
  const z = random.uniform(8, 30);
  const [u, v] = project(scene, horizon, z, random.uniform() < 0.5 ? 0 : -2 * LANE);
  const metre = FOCAL / z;
  const paint = [0, 1, 2].map(() => exposure * random.uniform(20, 230));
  fillBox(pixels, [u - 0.9 * metre, v - 1.4 * metre, u + 0.9 * metre, v - 0.2 * metre], paint);
  fillBox(pixels, [u - 0.7 * metre, v - 1.3 * metre, u + 0.7 * metre, v - 0.8 * metre], [40, 45, 50]);
  fillBox(pixels, [u - 0.9 * metre, v - 0.2 * metre, u + 0.9 * metre, v], [20, 20, 20]);
}

function drawRain(pixels: Uint8Array, random: Random): void {
  for (let k = 0; k < 120; k++) {
    const u = random.uniform(0, FRAME.width);
    const v = random.uniform(0, FRAME.height);
    fillBox(pixels, [u, v, u + 1, v + random.uniform(4, 14)], [170, 175, 180]);
  }
}

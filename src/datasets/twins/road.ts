import type { Random } from '../../random/random';

/** Where the car is on the road in one frame, and what the driver does about it. */
export interface Scene {
  /** Road curvature, 1/m; positive bends to the right. */
  readonly curvature: number;
  /** Road centre against the car, m; positive: to the right. */
  readonly offset: number;
  /** Direction of the road against the car's, rad; positive: to the right. */
  readonly heading: number;
  /** Camera pitch, rad. */
  readonly pitch: number;
  readonly weather: Weather;
  /** Noise-free steering-wheel angle, degrees; positive: to the right. */
  readonly angle: number;
}

export const WEATHERS = ['sun', 'overcast', 'fog', 'rain', 'dusk'] as const;
export type Weather = (typeof WEATHERS)[number];

const LOOKAHEAD = 12; // m
const WHEELBASE = 2.7; // m
const STEERING_RATIO = 15;

/**
 * Steering by pure pursuit: the arc through the road's centre `LOOKAHEAD` metres ahead,
 * y = offset + heading·L + κL²/2, has curvature 2y/L²; the wheels turn atan(wheelbase · curvature).
 * @returns the steering wheel's angle in degrees.
 */
export function steeringAngle(curvature: number, offset: number, heading: number): number {
  const target = offset + heading * LOOKAHEAD + (curvature * LOOKAHEAD ** 2) / 2;
  const arc = (2 * target) / LOOKAHEAD ** 2;
  return (STEERING_RATIO * Math.atan(WHEELBASE * arc) * 180) / Math.PI;
}

/** Curvature of the arc that the twins' car drives with its steering wheel at an angle in degrees, 1/m; positive to the right. */
export const arcCurvature = (degrees: number): number =>
  Math.tan((degrees * Math.PI) / 180 / STEERING_RATIO) / WHEELBASE;

/** A drive of `frames` frames, about a second apart: straights and bends, a wandering driver, changing weather. */
export function drive(frames: number, random: Random): Scene[] {
  const scenes: Scene[] = [];
  let [curvature, goal, left] = [0, 0, 0];
  let [offset, heading] = [0, 0];
  let [weather, weatherLeft]: [Weather, number] = ['sun', 0];
  while (scenes.length < frames) {
    if (left-- <= 0) {
      left = 3 + random.integer(8);
      // A third of the road is straight; bends have a long tail, down to radii of some 25 m.
      goal =
        random.uniform() < 0.35
          ? 0
          : (random.uniform() < 0.5 ? -1 : 1) * 0.008 * -Math.log(1 - 0.993 * random.uniform());
    }
    if (weatherLeft-- <= 0) {
      weatherLeft = 8 + random.integer(20);
      weather = WEATHERS[random.integer(WEATHERS.length)];
    }
    curvature += 0.6 * (goal - curvature);
    offset = 0.7 * offset + random.normal(0, 0.3);
    heading = 0.6 * heading + random.normal(0, 0.02);
    const angle = steeringAngle(curvature, offset, heading);
    if (Math.abs(angle) < 90)
      scenes.push({ curvature, offset, heading, pitch: random.normal(0, 0.012), weather, angle });
  }
  return scenes;
}

import type { HeadScene } from './scene';

/** An ellipsoid in head coordinates: x to the picture's right, y down, z out of the face. */
export interface Ellipsoid {
  readonly part: 'skull' | 'jaw' | 'bridge' | 'tip' | 'ear' | 'hair';
  readonly centre: readonly [number, number, number];
  readonly radii: readonly [number, number, number];
}

/** 1 for a newborn's proportions, 0 from 30 years on. */
export const childhood = (age: number): number => Math.max(0, 1 - age / 30);
/** 0 until 18 years, 1 at about 70. */
export const oldness = (age: number, aging: number): number => Math.min(Math.max(((age - 18) / 52) * aging, 0), 1.2);

/** The solids that a head consists of. */
export function solids({ identity, age }: HeadScene): Ellipsoid[] {
  const child = childhood(age);
  const old = oldness(age, identity.aging);
  const jawWidth = 0.62 * identity.jawWidth * (1 + 0.06 * old + 0.08 * child);
  const jawHeight = 0.72 * identity.jawHeight * (1 - 0.22 * child);
  const skull = 0.78 * identity.skullWidth;
  const nose = identity.noseLength * (1 - 0.25 * child) * (1 + 0.12 * old);
  const ear = 0.2 * (1 + 0.2 * old);
  const parts: Ellipsoid[] = [
    { part: 'skull', centre: [0, -0.14, -0.12], radii: [skull, 0.9, 0.94] },
    { part: 'jaw', centre: [0, 0.32, 0.12], radii: [jawWidth, jawHeight, 0.66] },
    { part: 'bridge', centre: [0, 0.1, 0.66], radii: [0.085, 0.3 * nose, 0.22] },
    { part: 'tip', centre: [0, 0.1 + 0.19 * nose, 0.8], radii: [0.13 * identity.noseWidth, 0.1, 0.13 * nose] },
    { part: 'ear', centre: [-skull, 0.05, -0.08], radii: [0.07, ear, 0.12] },
    { part: 'ear', centre: [skull, 0.05, -0.08], radii: [0.07, ear, 0.12] },
  ];
  if (identity.hairLength > -1) {
    parts.push({ part: 'hair', centre: [0, -0.17, -0.17], radii: [skull + 0.07, 0.97, 0.98] });
  }
  return parts;
}

/** Rows of the rotation from head to camera coordinates. */
export function rotation({ yaw, pitch, roll }: Pick<HeadScene, 'yaw' | 'pitch' | 'roll'>): number[][] {
  const [sy, cy, sp, cp, sr, cr] = [-yaw, pitch, roll].flatMap((angle) => [
    Math.sin((angle * Math.PI) / 180),
    Math.cos((angle * Math.PI) / 180),
  ]);
  // Rz(roll)·Ry(−yaw)·Rx(pitch), with y pointing down
  return [
    [cr * cy, cr * sy * sp - sr * cp, cr * sy * cp + sr * sp],
    [sr * cy, sr * sy * sp + cr * cp, sr * sy * cp - cr * sp],
    [-sy, cy * sp, cy * cp],
  ];
}

/** z of the front of the face (skull, jaw and nose) at x, y. */
export function surface(parts: readonly Ellipsoid[], x: number, y: number): number {
  let z = 0;
  for (const { part, centre, radii } of parts) {
    if (part === 'ear' || part === 'hair') continue;
    const rest = 1 - ((x - centre[0]) / radii[0]) ** 2 - ((y - centre[1]) / radii[1]) ** 2;
    if (rest > 0) z = Math.max(z, centre[2] + radii[2] * Math.sqrt(rest));
  }
  return z;
}

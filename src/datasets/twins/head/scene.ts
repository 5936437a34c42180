import type { Random } from '../../../random/random';

/** What stays with a person. Lengths are in head radii (half the head's width is about 0.8). */
export interface Identity {
  /** Width and height of jaw and skull against the average, about 1. */
  readonly jawWidth: number;
  readonly jawHeight: number;
  readonly skullWidth: number;
  readonly eyeSpacing: number;
  readonly eyeSize: number;
  readonly noseWidth: number;
  readonly noseLength: number;
  readonly mouthWidth: number;
  readonly lips: number;
  readonly browHeight: number;
  readonly browThickness: number;
  readonly skin: readonly number[];
  readonly hair: readonly number[];
  readonly iris: readonly number[];
  /** How far hair comes down at the sides, head radii below the eyes; −1: bald. */
  readonly hairLength: number;
  /** In [0, 1]. */
  readonly beard: number;
  /** Age at which half of the hair is grey. */
  readonly greyAge: number;
  /** How early hair recedes and skin wrinkles: 1 is average. */
  readonly aging: number;
  readonly textureSeed: number;
}

/** What changes from picture to picture. */
export interface Expression {
  /** Mouth opening, head radii, 0…0.25. */
  readonly mouthOpen: number;
  /** −1 (sad) … 1 (smile). */
  readonly smile: number;
  readonly browRaise: number;
  /** 0 closed … 1.3 wide. */
  readonly eyeOpen: number;
  readonly gaze: number;
}

export type Cover = 'glasses' | 'sunglasses' | 'scarf' | 'none';

/** Something before the face, in head radii about the head's centre in the picture. */
export interface Occluder {
  readonly shape: 'ellipse' | 'box';
  readonly centre: readonly [number, number];
  readonly size: readonly [number, number];
  readonly colour: readonly number[];
}

/** Everything that a picture of a head shows. */
export interface HeadScene {
  /**
   * Degrees, in the sense of 300W-LP and AFLW2000-3D: positive yaw turns the nose to the picture's left, positive pitch
   * lifts it, positive roll turns the head clockwise in the picture.
   */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly identity: Identity;
  readonly expression: Expression;
  /** Years. */
  readonly age: number;
  /** Direction to the light (x right, y down, z to the viewer), its strength and the ambient light's. */
  readonly light: { readonly direction: readonly number[]; readonly strength: number; readonly ambient: number };
  readonly cover: Cover;
  readonly makeUp: boolean;
  readonly occluder: Occluder | null;
  /** Standard deviation of the pixels' noise, grey levels. */
  readonly noise: number;
  /** Radius of the blur in head radii; 0: none. */
  readonly blur: number;
}

const SKINS = [
  [236, 200, 178],
  [222, 180, 150],
  [198, 150, 116],
  [160, 112, 82],
  [108, 74, 56],
];
const HAIRS = [
  [28, 22, 20],
  [62, 42, 30],
  [110, 76, 46],
  [190, 150, 92],
  [140, 62, 36],
];
const IRISES = [
  [60, 40, 26],
  [70, 104, 140],
  [80, 110, 70],
];

const near = (colour: readonly number[], spread: number, random: Random): number[] =>
  colour.map((value) => Math.min(Math.max(value + random.normal(0, spread), 5), 250));

export function randomIdentity(random: Random): Identity {
  const about = (deviation: number): number => 1 + Math.min(Math.max(random.normal(0, deviation), -0.25), 0.25);
  return {
    jawWidth: about(0.08),
    jawHeight: about(0.07),
    skullWidth: about(0.05),
    eyeSpacing: about(0.06),
    eyeSize: about(0.1),
    noseWidth: about(0.15),
    noseLength: about(0.1),
    mouthWidth: about(0.1),
    lips: about(0.2),
    browHeight: about(0.12),
    browThickness: about(0.2),
    skin: near(SKINS[random.integer(SKINS.length)], 8, random),
    hair: near(HAIRS[random.integer(HAIRS.length)], 8, random),
    iris: near(IRISES[random.integer(IRISES.length)], 8, random),
    hairLength: random.uniform() < 0.08 ? -1 : random.uniform(-0.1, 0.9),
    beard: random.uniform() < 0.3 ? random.uniform(0.3, 1) : 0,
    greyAge: random.uniform(40, 62),
    aging: random.uniform(0.8, 1.2),
    textureSeed: random.uint32(),
  };
}

export function randomExpression(random: Random): Expression {
  const open = random.uniform() < 0.3;
  return {
    mouthOpen: open ? random.uniform(0.03, 0.25) : 0.005,
    smile: random.uniform(-0.4, 1),
    browRaise: random.normal(0, 0.03),
    eyeOpen: random.uniform() < 0.05 ? 0.08 : random.uniform(0.65, 1.2),
    gaze: random.uniform(-0.4, 0.4),
  };
}

export function randomLight(random: Random): HeadScene['light'] {
  const [x, y] = [random.uniform(-0.9, 0.9), random.uniform(-0.9, 0.3)];
  const length = Math.hypot(x, y, 1);
  return {
    direction: [x / length, y / length, 1 / length],
    strength: random.uniform(0.35, 0.95),
    ambient: random.uniform(0.25, 0.6),
  };
}

export function randomOccluder(random: Random): Occluder {
  return {
    shape: random.uniform() < 0.5 ? 'ellipse' : 'box',
    centre: [random.uniform(-0.9, 0.9), random.uniform(-0.7, 1.1)],
    size: [random.uniform(0.2, 0.6), random.uniform(0.2, 0.6)],
    colour: [0, 1, 2].map(() => random.uniform(20, 230)),
  };
}

/** The scene without what is beside the point: nothing before the face, sharp, with little noise. */
export const plainScene = (scene: HeadScene, random: Random): HeadScene => ({
  ...scene,
  cover: 'none',
  occluder: null,
  noise: random.uniform(2, 8),
  blur: 0,
});

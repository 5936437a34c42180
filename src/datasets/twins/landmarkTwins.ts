import path from 'node:path';
import { writeFileAtomic } from '../../files/atomicFile';
import { Random } from '../../random/random';
import { writeCofw } from '../formats/cofw';
import { formatLandmarkCsv } from '../formats/landmarkCsv';
import type { Point } from '../formats/pts';
import { formatWflwList, type WflwAttribute } from '../formats/wflwList';
import { cropAround } from '../layouts/landmarkListing';
import { inGroups, type Scenes, type Twin, type TwinPlan, type TwinProgress, writePicture } from './folder';
import { inScenes } from './head/inScenes';
import { covers, headLandmarks, type LandmarkCount } from './head/landmarks';
import { type PictureSize, renderHead } from './head/render';
import { type HeadScene, randomExpression, randomIdentity, randomLight, randomOccluder } from './head/scene';

/** Standard deviation of the noise on each coordinate, as a share of the distance between the outer eye corners. */
const LABEL_NOISE = 0.008;
/** The mean length of a two-dimensional normal vector is √(π/2) standard deviations. */
const FLOOR = `NME ${(100 * LABEL_NOISE * Math.sqrt(Math.PI / 2)).toFixed(2)} % (label noise)`;

const VERSION = 2;
const SIDE = 160;
/** Outer eye corners, 0-based. */
const EYES: Readonly<Record<LandmarkCount, readonly [number, number]>> = { 29: [8, 9], 68: [36, 45], 98: [60, 72] };

/** How hard a set's faces are. */
interface Difficulty {
  /** Standard deviations of the pose, degrees. */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Shares of faces. */
  readonly occluded: number;
  readonly covered: number;
  readonly blurred: number;
}

interface Face {
  readonly scene: HeadScene;
  readonly size: PictureSize;
  readonly points: Point[];
  /** Without noise. */
  readonly exact: Point[];
  readonly attributes: WflwAttribute[];
}

const limited = (value: number, limit: number): number => Math.min(Math.max(value, -limit), limit);

function randomFace(count: LandmarkCount, hard: Difficulty, scenes: Scenes, random: Random): Face {
  const identity = randomIdentity(random);
  const expression = randomExpression(random);
  const covers3 = ['glasses', 'sunglasses', 'scarf'] as const;
  const wild: HeadScene = {
    yaw: limited(random.normal(0, hard.yaw), 50),
    pitch: limited(random.normal(0, hard.pitch), 35),
    roll: limited(random.normal(0, hard.roll), 45),
    identity,
    expression,
    age: random.uniform(10, 75),
    light: randomLight(random),
    cover: random.uniform() < hard.covered ? covers3[random.integer(3)] : 'none',
    makeUp: random.uniform() < 0.2,
    occluder: random.uniform() < hard.occluded ? randomOccluder(random) : null,
    noise: random.uniform(4, 22),
    blur: random.uniform() < hard.blurred ? random.uniform(0.04, 0.1) : 0,
  };
  const room: PictureSize = {
    width: SIDE,
    height: SIDE,
    centre: [SIDE / 2 + random.normal(0, 4), SIDE / 2 - 4 + random.normal(0, 4)],
    radius: random.uniform(42, 52),
  };
  const [scene, size] = inScenes(scenes, wild, room, random);
  const exact = headLandmarks(scene, count, size);
  const [a, b] = EYES[count].map((i) => exact[i]);
  const noise = LABEL_NOISE * Math.hypot(a[0] - b[0], a[1] - b[1]);
  const points = exact.map(([x, y]): Point => [x + random.normal(0, noise), y + random.normal(0, noise)]);
  return { scene, size, points, exact, attributes: attributesOf(scene) };
}

function attributesOf({ yaw, pitch, expression, light, makeUp, cover, occluder, blur }: HeadScene): WflwAttribute[] {
  const holds: Readonly<Record<WflwAttribute, boolean>> = {
    pose: Math.abs(yaw) > 25 || Math.abs(pitch) > 17,
    expression: expression.mouthOpen > 0.12,
    illumination: light.ambient + light.strength < 0.75,
    'make-up': makeUp,
    occlusion: occluder !== null || cover === 'sunglasses' || cover === 'scarf',
    blur: blur > 0,
  };
  return (Object.keys(holds) as WflwAttribute[]).filter((name) => holds[name]);
}

/** A point that something before the face hides. */
function isHidden({ scene, size }: Face, point: Point, index: number): boolean {
  if (scene.occluder && covers(scene.occluder, point, size)) return true;
  // COFW's order: 8…17 belong to the eyes, 22…28 to mouth and chin
  if (scene.cover === 'sunglasses') return index >= 8 && index <= 17;
  return scene.cover === 'scarf' && index >= 22;
}

type Drawn = Pick<TwinPlan, 'scenes' | 'seed'>;

const faceOf = ({ scenes, seed }: Drawn, count: LandmarkCount, hard: Difficulty, i: number) => {
  const random = Random.from(seed, 'face-twin', VERSION, count, i);
  const face = randomFace(count, hard, scenes, random);
  return { face, pixels: () => renderHead(face.scene, face.size, random) };
};

const describe = (layout: string, more: string): string =>
  `Drawn faces in the layout of ${layout}, every one another person, with landmarks in that data set’s order. Pose, expression, age, light, covers and noise vary. ${more} Each coordinate has a noise of ${100 * LABEL_NOISE} % (standard deviation) of the distance between the outer eye corners; points that the head itself hides lie where they would be seen through it.`;

const COFW_FACES: Difficulty = { yaw: 14, pitch: 8, roll: 9, occluded: 0.4, covered: 0.35, blurred: 0.05 };

export const cofwTwin: Twin = {
  version: VERSION,
  description: describe('COFW', 'More than half of the faces are partly hidden, and hidden points are flagged.'),
  floor: FLOOR,
  async write(folder, { train, test, ...drawn }, onProgress) {
    let done = 0;
    for (const [part, from, count] of [
      ['train', 0, train],
      ['test', train, test],
    ] as const) {
      const heads = Array.from({ length: count }, (_, i) => faceOf(drawn, 29, COFW_FACES, from + i));
      const faces = heads.map(({ face }) => {
        const [xs, ys] = [0, 1].map((axis) => face.points.map((point) => point[axis]));
        const [left, top] = [Math.min(...xs), Math.min(...ys)];
        return {
          points: face.points,
          occluded: face.exact.map((point, i) => isHidden(face, point, i)),
          box: [left, top, Math.max(...xs) - left, Math.max(...ys) - top],
        };
      });
      await writeCofw(path.join(folder, `COFW_${part}_color.mat`), part, faces, async (i) => {
        onProgress(++done, train + test);
        if (done % 16 === 0) await new Promise(setImmediate);
        const { face, pixels } = heads[i];
        return { width: face.size.width, height: face.size.height, pixels: pixels() };
      });
    }
  },
};

const W300_FACES: Difficulty = { yaw: 14, pitch: 8, roll: 8, occluded: 0.12, covered: 0.15, blurred: 0.05 };
/** The challenging part, as iBUG in 300W. */
const W300_HARD: Difficulty = { yaw: 22, pitch: 13, roll: 15, occluded: 0.35, covered: 0.3, blurred: 0.15 };

export const w300Twin: Twin = {
  version: VERSION,
  description: describe('300W (HRNet’s CSVs)', 'A fifth of the test set is challenging: larger poses, more occlusion.'),
  floor: FLOOR,
  async write(folder, { train, test, ...drawn }, onProgress) {
    const challenging = train + Math.round(0.8 * test);
    const name = (i: number): string => {
      if (i < train) return `helen/trainset/${i}_1.jpg`;
      return i < challenging ? `helen/testset/${i}_1.jpg` : `ibug/image_${i}.jpg`;
    };
    const faceAt = (i: number) => faceOf(drawn, 68, i < challenging ? W300_FACES : W300_HARD, i);
    const rows = await drawToCsv(folder, train + test, faceAt, name, onProgress);
    const write = (part: string, from: number, to: number) =>
      writeFileAtomic(path.join(folder, `face_landmarks_300w_${part}.csv`), formatLandmarkCsv(rows.slice(from, to)));
    write('train', 0, train);
    write('valid', train, train + test);
  },
};

async function drawToCsv(
  folder: string,
  count: number,
  faceAt: (i: number) => ReturnType<typeof faceOf>,
  nameOf: (i: number) => string,
  onProgress: TwinProgress,
) {
  const rows = Array.from({ length: count }, (_, i) => {
    const { face } = faceAt(i);
    const { centre, side } = cropAround(face.points);
    return { image: nameOf(i), scale: side / (200 * 1.25), centre: [...centre] as Point, points: face.points };
  });
  const draw = (i: number) => {
    const { face, pixels } = faceAt(i);
    return writePicture(path.join(folder, nameOf(i)), pixels(), face.size);
  };
  await inGroups(count, draw, onProgress);
  return rows;
}

const WFLW_FACES: Difficulty = { yaw: 17, pitch: 10, roll: 10, occluded: 0.2, covered: 0.2, blurred: 0.15 };

export const wflwTwin: Twin = {
  version: VERSION,
  description: describe(
    'WFLW',
    'The six attributes are flagged: pose, expression, illumination, make-up, occlusion, blur.',
  ),
  floor: FLOOR,
  async write(folder, { train, test, ...drawn }, onProgress) {
    const name = (i: number): string => `synthetic/${i}.jpg`;
    const faceAt = (i: number) => faceOf(drawn, 98, WFLW_FACES, i);
    const rows = Array.from({ length: train + test }, (_, i) => {
      const { points, attributes } = faceAt(i).face;
      const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
      const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
      return { image: name(i), points, box, attributes };
    });
    const draw = (i: number) => {
      const { face, pixels } = faceAt(i);
      return writePicture(path.join(folder, 'WFLW_images', name(i)), pixels(), face.size);
    };
    await inGroups(train + test, draw, onProgress);
    for (const [part, from, to] of [
      ['train', 0, train],
      ['test', train, train + test],
    ] as const) {
      const file = `WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_${part}.txt`;
      writeFileAtomic(path.join(folder, file), formatWflwList(rows.slice(from, to)));
    }
  },
};

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../files/makeFolder';
import { Random } from '../../random/random';
import { formatBiwiPose, rotationOf } from '../formats/biwiPose';
import { writeMat5 } from '../formats/mat5';
import { inGroups, type Twin, writePicture } from './folder';
import { inScenes } from './head/inScenes';
import { headLandmarks } from './head/landmarks';
import { renderHead } from './head/render';
import {
  type HeadScene,
  type Identity,
  randomExpression,
  randomIdentity,
  randomLight,
  randomOccluder,
} from './head/scene';

/** Standard deviation of the noise on each angle, degrees. */
const LABEL_NOISE = 1;
const FLOOR = `MAE ${(LABEL_NOISE * Math.sqrt(2 / Math.PI)).toFixed(2)}° (label noise)`;

interface Angles {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** A head with much that has nothing to do with its pose: light, noise, things before it, age. */
function poseScene(angles: Angles, identity: Identity, random: Random): HeadScene {
  const cover = (['glasses', 'sunglasses', 'scarf'] as const)[random.integer(3)];
  return {
    ...angles,
    identity,
    expression: randomExpression(random),
    age: random.uniform(16, 75),
    light: randomLight(random),
    cover: random.uniform() < 0.15 ? cover : 'none',
    makeUp: random.uniform() < 0.2,
    occluder: random.uniform() < 0.12 ? randomOccluder(random) : null,
    noise: random.uniform(4, 18),
    blur: random.uniform() < 0.1 ? random.uniform(0.02, 0.06) : 0,
  };
}

const noisy = ({ yaw, pitch, roll }: Angles, random: Random): Angles => ({
  yaw: yaw + random.normal(0, LABEL_NOISE),
  pitch: pitch + random.normal(0, LABEL_NOISE),
  roll: roll + random.normal(0, LABEL_NOISE),
});

const clamp = (value: number, limit: number): number => Math.min(Math.max(value, -limit), limit);
/** Labels stay within the ±99° of the benchmark, noise included. */
const LIMIT = 94;

const LP_SIDE = 144;

/** 300W-LP and AFLW2000-3D: `X.jpg` with `X.mat`. Training poses are spread wide, test poses like AFLW2000's. */
export const lp300wTwin: Twin = {
  version: 2,
  description:
    'Shaded heads in many poses, in the layout of 300W-LP (to train: poses spread wide, as made by turning photographs) and AFLW2000-3D (to test: angles distributed as there, standard deviations 36°, 19° and 20°). Every head is another person; light, noise, covers, age and background vary. Each angle has a noise of 1° (standard deviation).',
  floor: FLOOR,
  async write(folder, { train, test, scenes, seed }, onProgress) {
    makeFolder(path.join(folder, '300W_LP'));
    const draw = async (i: number) => {
      const random = Random.from(seed, 'head-twin', lp300wTwin.version, i);
      const wide = (limit: number): number => random.uniform(-limit, limit);
      const angles =
        i < train
          ? { yaw: wide(LIMIT), pitch: clamp(random.normal(-5, 24), LIMIT), roll: clamp(random.normal(0, 24), LIMIT) }
          : {
              yaw: clamp(random.normal(-1, 36), LIMIT),
              pitch: clamp(random.normal(-5, 19), LIMIT),
              roll: clamp(random.normal(0, 20), LIMIT),
            };
      const wild = poseScene(angles, randomIdentity(random), random);
      const room = {
        width: LP_SIDE,
        height: LP_SIDE,
        centre: [LP_SIDE / 2 + random.normal(0, 5), LP_SIDE / 2 + random.normal(0, 5)] as const,
        radius: random.uniform(34, 48),
      };
      const [scene, place] = inScenes(scenes, wild, room, random);
      const points = headLandmarks(scene, 68, place);
      const label = noisy(angles, random);
      const radians = [label.pitch, label.yaw, label.roll].map((angle) => (angle * Math.PI) / 180);
      const name = i < train ? `300W_LP/SYNTH/SYNTH_${i}_0` : `AFLW2000/image${String(i - train).padStart(5, '0')}`;
      await writePicture(path.join(folder, `${name}.jpg`), renderHead(scene, place, random), place);
      const variables = new Map([
        [
          'Pose_Para',
          { shape: [1, 7], values: Float64Array.from([...radians, place.centre[0], place.centre[1], 0, place.radius]) },
        ],
        ['pt2d', { shape: [2, 68], values: Float64Array.from(points.flat()) }],
      ]);
      writeFileSync(path.join(folder, `${name}.mat`), writeMat5(variables));
    };
    await inGroups(train + test, draw, onProgress);
  },
};

const BIWI_SIZE = [240, 180] as const;
const BIWI_TEST = ['02', '07', '09', '14', '15', '19', '20'];

/** BIWI: 24 sequences of a person each, who looks around before one background; frames of a whole room. */
export const biwiTwin: Twin = {
  version: 2,
  description:
    'Twenty-four sequences in the layout of BIWI, a person each, split by sequence as published. The head fills much of the frame (240 × 180, three eighths of BIWI’s resolution; in BIWI it is smaller) and moves; angles are spread as in BIWI (standard deviations 30°, 21° and 12°). Each angle has a noise of 1° (standard deviation).',
  floor: FLOOR,
  async write(folder, { train, test, scenes, seed }, onProgress) {
    const sequences = Array.from({ length: 24 }, (_, s) => String(s + 1).padStart(2, '0'));
    const frames = (['train', 'test'] as const).flatMap((part) => {
      const own = sequences.filter((name) => BIWI_TEST.includes(name) === (part === 'test'));
      const count = part === 'train' ? train : test;
      return Array.from({ length: count }, (_, i) => ({
        sequence: own[i % own.length],
        number: Math.floor(i / own.length) + 3,
      }));
    });
    const draw = async (i: number) => {
      const { sequence, number } = frames[i];
      const person = Random.from(seed, 'biwi-twin', biwiTwin.version, sequence);
      const random = Random.from(seed, 'biwi-twin', biwiTwin.version, sequence, number);
      const identity = randomIdentity(person);
      const habits = { age: person.uniform(20, 55), glasses: person.uniform() < 0.3, noise: person.uniform(8, 16) };
      const angles = {
        yaw: clamp(random.normal(-6, 30), 74),
        pitch: clamp(random.normal(6, 21), 63),
        roll: clamp(random.normal(0, 12), 43),
      };
      const wild: HeadScene = {
        ...poseScene(angles, identity, random),
        age: habits.age,
        cover: habits.glasses ? 'glasses' : 'none',
        noise: habits.noise,
        blur: 0,
        occluder: null,
      };
      const [width, height] = BIWI_SIZE;
      const room = {
        width,
        height,
        centre: [width / 2 + random.normal(0, 7), height * 0.46 + random.normal(0, 4.5)] as const,
        radius: random.uniform(66, 78),
      };
      const [scene, place] = inScenes(scenes, wild, room, random);
      const stem = path.join(folder, sequence, `frame_${String(number).padStart(5, '0')}`);
      await writePicture(`${stem}_rgb.png`, renderHead(scene, place, random), place);
      const pose = { rotation: rotationOf(noisy(angles, random)), translation: [0, 0, 900] };
      writeFileSync(`${stem}_pose.txt`, formatBiwiPose(pose));
    };
    await inGroups(frames.length, draw, onProgress);
  },
};

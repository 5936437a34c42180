import path from 'node:path';
import Papa from 'papaparse';
import { writeFileAtomic } from '../../files/atomicFile';
import { Random } from '../../random/random';
import { inGroups, type Twin, writePicture } from './folder';
import { inScenes } from './head/inScenes';
import { renderHead } from './head/render';
import { type HeadScene, randomExpression, randomIdentity, randomLight, randomOccluder } from './head/scene';

/** Standard deviation of the difference between the age that is drawn and the one that is written down, years. */
const LABEL_NOISE = 1.5;
const FLOOR = `MAE about ${Math.hypot(LABEL_NOISE, Math.sqrt(1 / 12)).toFixed(2)} · √(2/π) = ${(Math.hypot(LABEL_NOISE, Math.sqrt(1 / 12)) * Math.sqrt(2 / Math.PI)).toFixed(2)} years (label noise and whole years)`;
const VERSION = 3;
const SIDE = 112;
/** Share of the training list that goes to the validation file, as in the published splits. */
const VALIDATION = 0.1;

/** Age groups with their weights: [from, to, weight]. */
type Distribution = readonly (readonly [number, number, number])[];

/** As MORPH-II's training list: mean 33, standard deviation 11. */
const MORPH_AGES: Distribution = [
  [16, 22, 0.22],
  [22, 32, 0.28],
  [32, 42, 0.28],
  [42, 52, 0.16],
  [52, 62, 0.05],
  [62, 70, 0.01],
];
/** As AFAD's test list: mean 26, standard deviation 6. */
const AFAD_AGES: Distribution = [
  [15, 19, 0.14],
  [19, 26, 0.48],
  [26, 32, 0.2],
  [32, 40, 0.18],
];

function drawAge(distribution: Distribution, random: Random): number {
  let rest = random.uniform();
  for (const [from, to, weight] of distribution) {
    if (rest < weight) return random.uniform(from, to);
    rest -= weight;
  }
  const [from, to] = distribution[distribution.length - 1];
  return random.uniform(from, to);
}

/** @param age that is seen, years. */
function ageScene(age: number, random: Random): HeadScene {
  return {
    yaw: random.normal(0, 8),
    pitch: random.normal(0, 5),
    roll: random.normal(0, 4),
    identity: randomIdentity(random),
    expression: randomExpression(random),
    age,
    light: randomLight(random),
    cover: random.uniform() < 0.15 ? 'glasses' : 'none',
    makeUp: random.uniform() < 0.15,
    occluder: random.uniform() < 0.06 ? randomOccluder(random) : null,
    noise: random.uniform(3, 14),
    blur: 0,
  };
}

function ageTwin(options: {
  layout: string;
  prefix: string;
  ages: Distribution;
  /** Age → the age that a head of it is drawn with. */
  seen: (age: number) => number;
  about: string;
  first: number;
  last: number;
  nameOf: (i: number, age: number) => string;
}): Twin {
  const { ages, seen, first, last, prefix, nameOf } = options;
  const faceOf = (seed: number, i: number) => {
    const random = Random.from(seed, 'age-twin', prefix, VERSION, i);
    const drawn = drawAge(ages, random);
    const label = Math.min(Math.max(Math.round(drawn + random.normal(0, LABEL_NOISE)), first), last);
    return { label, drawn, random };
  };
  return {
    version: VERSION,
    description: `Drawn faces in the layout of ${options.layout}, every one another person, ages distributed as there. ${options.about}With age hair turns grey and recedes, cheeks lose their red, wrinkles deepen, skin grows uneven, lips thin, nose and ears grow and the jaw sags; when, differs from person to person. The age written down differs from the drawn one by a noise of ${LABEL_NOISE} years (standard deviation).`,
    floor: FLOOR,
    async write(folder, { train, test, scenes, seed }, onProgress) {
      const draw = async (i: number) => {
        const { label, drawn, random } = faceOf(seed, i);
        const wild = ageScene(seen(drawn), random);
        const room = {
          width: SIDE,
          height: SIDE,
          centre: [SIDE / 2 + random.normal(0, 2), SIDE / 2 - 2 + random.normal(0, 2)] as const,
          radius: random.uniform(44, 50),
        };
        const [scene, place] = inScenes(scenes, wild, room, random);
        await writePicture(path.join(folder, nameOf(i, label)), renderHead(scene, place, random), place);
      };
      await inGroups(train + test, draw, onProgress);
      const valid = Math.round((1 - VALIDATION) * train);
      for (const [part, from, to] of [
        ['train', 0, valid],
        ['valid', valid, train],
        ['test', train, train + test],
      ] as const) {
        const rows = Array.from({ length: to - from }, (_, k) => {
          const { label } = faceOf(seed, from + k);
          return { path: nameOf(from + k, label), age: label - first };
        });
        writeFileAtomic(path.join(folder, `${prefix}_${part}.csv`), `${Papa.unparse(rows, { newline: '\n' })}\n`);
      }
    },
  };
}

export const morph2Twin = ageTwin({
  layout: 'MORPH-II',
  prefix: 'morph2',
  ages: MORPH_AGES,
  seen: (age) => age,
  about: '',
  first: 16,
  last: 77,
  nameOf: (i, age) => `${String(i).padStart(6, '0')}_00M${age}.jpg`,
});

export const afadTwin = ageTwin({
  layout: 'AFAD',
  prefix: 'afad',
  ages: AFAD_AGES,
  // Between 15 and 40 a drawn head hardly changes: here it grows old early.
  seen: (age) => 8 + 2.4 * (age - 15),
  about: 'To be seen at all, age shows early: heads of 15 to 40 years look like 8 to 68. ',
  first: 15,
  last: 40,
  nameOf: (i, age) => `${age}/${i % 2 === 0 ? 111 : 112}/${i}-0.jpg`,
});

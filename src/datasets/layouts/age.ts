import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { RlelError } from '../../errors';
import { Random } from '../../random/random';
import { decodeImage } from '../decodeImage';
import type { ListedSample, Listing, Problems } from '../listing';
import { checkInside, filesBelow, namesIn } from '../paths';
import { cropResize } from '../resize';
import type { Complete, Layout } from './layout';

/** The decoded image's side over the network's: 256 over 224, as published. The aspect is not kept. */
const DECODED = 256 / 224;

function faces(samples: readonly ListedSample[]): Listing {
  return {
    samples,
    unit: 'years',
    decodedSize: ([height, width]) => [Math.round(height * DECODED), Math.round(width * DECODED)],
    read: ({ file, place }) => decodeImage(file, place),
    prepare: (_sample, picture, size) =>
      cropResize(picture, { left: 0, top: 0, right: picture.width, bottom: picture.height }, size),
  };
}

/** Split files `<prefix>_{train,valid,test}.csv` with columns path and age; images beside them or in `images/`. */
function csvLayout(options: {
  name: string;
  title: string;
  prefix: string;
  complete: Complete;
  /** Years at age 0 of the CSV. */
  firstAge: number;
  /** Largest age of the CSV. */
  lastLevel: number;
  /** The age that a path itself tells, where it does. */
  ageInPath: (file: string) => number | null;
}): Layout {
  const { prefix, firstAge, lastLevel } = options;
  const csv = (part: string) => `${prefix}_${part}.csv`;
  return {
    name: options.name,
    title: options.title,
    task: 'age',
    kind: 'official',
    expects: `${csv('train')}, ${csv('valid')}, ${csv('test')} with columns path and age, images beside them or in images/`,
    complete: options.complete,
    detect: (folder) => existsSync(path.join(folder, csv('test'))),
    async list(folder, problems) {
      const seen = new Map<string, string>();
      const samples = (['train', 'valid', 'test'] as const).flatMap((part) => {
        const file = path.join(folder, csv(part));
        if (!existsSync(file)) {
          problems.add(`${file}: not there. Expected ${csv('train')}, ${csv('valid')} and ${csv('test')}.`);
          return [];
        }
        return readAgeRows(file, problems).flatMap(({ name, age, place }): ListedSample[] => {
          const image = problems.attempt(() => {
            const first = seen.get(checkInside(name, place));
            if (first) throw new RlelError(`${place}: ${name} stands in ${first} already. Remove one of the two.`);
            seen.set(name, place);
            if (!Number.isInteger(age) || age < 0 || age > lastLevel) {
              throw new RlelError(
                `${place}: age ${age}, expected an integer in 0…${lastLevel} (years less ${firstAge}).`,
              );
            }
            const told = options.ageInPath(name);
            if (told !== null && told !== age + firstAge) {
              throw new RlelError(`${place}: age ${age} (${age + firstAge} years), but the path says ${told} years.`);
            }
            return locate(folder, name, place);
          });
          if (!image) return [];
          const role = part === 'valid' ? 'validation' : part;
          return [{ id: name, values: [age + firstAge], place, file: image, part: role }];
        });
      });
      return faces(samples);
    },
  };
}

function readAgeRows(file: string, problems: Problems): { name: string; age: number; place: string }[] {
  const { data, meta } = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  if (!meta.fields?.includes('path') || !meta.fields.includes('age')) {
    problems.add(`${file}: columns ${meta.fields?.join(', ')}; expected path and age among them.`);
    return [];
  }
  return data.map((row, i) => ({
    name: row.path ?? '',
    age: row.age?.trim() ? Number(row.age) : Number.NaN,
    place: `${file}, row ${i + 2}`,
  }));
}

function locate(folder: string, name: string, place: string): string {
  const candidates = [path.join(folder, name), path.join(folder, 'images', name)];
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new RlelError(`${place}: the image ${candidates[0]} is not there. Put it there or remove the row.`);
  return found;
}

export const morph2 = csvLayout({
  name: 'morph2',
  title: 'MORPH-II (Academic), the published split',
  prefix: 'morph2',
  complete: { train: 39_616, validation: 4_397, test: 11_000 },
  firstAge: 16,
  lastLevel: 61,
  // MORPH-II's names end in sex and age: 321798_03M36.jpg
  ageInPath: (file) => Number(/[MF](\d\d)\.\w+$/.exec(file)?.[1] ?? Number.NaN) || null,
});

export const afad = csvLayout({
  name: 'afad',
  title: 'AFAD (ages 15…40), the published split',
  prefix: 'afad',
  complete: { train: 118_492, validation: 13_165, test: 32_762 },
  firstAge: 15,
  lastLevel: 25,
  ageInPath: (file) => Number(/^(\d+)\/11[12]\//.exec(file)?.[1] ?? Number.NaN) || null,
});

/** AFAD as it is unpacked: `AGE/111|112/N.jpg`; split by a fixed seed. */
export const afadTree: Layout = {
  name: 'afad-tree',
  title: 'AFAD as unpacked, with a seeded split of this kit',
  task: 'age',
  kind: 'open',
  expects: 'folders 15 … 75 with 111 (male) or 112 (female) in them, images in those',
  labels: [{ name: 'age', range: [15, 76], levels: 62 }],
  detect: (folder) =>
    namesIn(folder).some(
      (name) => /^\d\d$/.test(name) && namesIn(path.join(folder, name)).some((s) => /^11[12]$/.test(s)),
    ),
  async list(folder, problems) {
    const names = namesIn(folder)
      .filter((name) => /^\d\d$/.test(name))
      .flatMap((age) => filesBelow(path.join(folder, age), '.jpg').map((name) => `${age}/${name}`));
    return faces(seededSplit(folder, names, (name) => Number(name.slice(0, 2)), problems));
  },
};

const UTK_NAME = /^(\d+)_([01])_([0-4])_(\d+)\.jpg(\.chip\.jpg)?$/;

/** UTKFace: `AGE_SEX_RACE_TIME.jpg.chip.jpg`; split by a fixed seed. */
export const utkface: Layout = {
  name: 'utkface',
  title: 'UTKFace, aligned and cropped',
  task: 'age',
  kind: 'open',
  expects: 'images AGE_SEX_RACE_TIME.jpg.chip.jpg (or in a folder UTKFace)',
  complete: { train: 18_966, test: 4_742 },
  labels: [{ name: 'age', range: [0, 116], levels: 117 }],
  detect: (folder) => utkFolder(folder) !== null,
  async list(folder, problems) {
    const inside = utkFolder(folder) ?? folder;
    const names = namesIn(inside).filter((name) => /\.jpe?g$/i.test(name));
    const age = (name: string): number => Number(UTK_NAME.exec(name)?.[1] ?? Number.NaN);
    return faces(seededSplit(inside, names, age, problems));
  },
};

function utkFolder(folder: string): string | null {
  return (
    [folder, path.join(folder, 'UTKFace')].find((place) => namesIn(place).some((name) => UTK_NAME.test(name))) ?? null
  );
}

const TEST_SHARE = 0.2;
const SPLIT_SEED = 1;
const OLDEST = 122;

function seededSplit(
  folder: string,
  names: readonly string[],
  ageOf: (name: string) => number,
  problems: Problems,
): ListedSample[] {
  const valid = names.filter((name) => {
    const age = ageOf(name);
    const fits = age >= 0 && age <= OLDEST;
    if (!fits) problems.add(`${path.join(folder, name)}: the name tells no age in 0…${OLDEST}. Rename or remove it.`);
    return fits;
  });
  const order = Random.from(SPLIT_SEED, 'age split').shuffle(Int32Array.from(valid.keys()));
  const test = new Set(order.subarray(0, Math.round(TEST_SHARE * valid.length)));
  return valid.map((name, i) => {
    const file = path.join(folder, name);
    return { id: name, values: [ageOf(name)], place: file, file, part: test.has(i) ? 'test' : 'train' };
  });
}

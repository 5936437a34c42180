import path from 'node:path';
import { DataError } from '../dataError';
import type { Findings } from '../findings';
import type { ListedSample } from '../listing';
import { filesIn, IMAGE, isFolder, namesIn, unmirrored } from '../paths';
import { walk } from '../walk';
import { Base } from './base';
import { imageListing, wholeImage } from './imageListing';
import type { Layout } from './layout';
import { seededTest } from './seededTest';

const agesIn = (folder: string): string[] => namesIn(folder).filter((name) => /^\d\d$/.test(name));
const TREE = new Base(['', 'AFAD-Full', 'AFAD-Lite', 'AFAD'], (folder) =>
  agesIn(folder).some((age) => ['111', '112'].some((sex) => isFolder(path.join(folder, age, sex)))),
);

/** AFAD as it is unpacked: `AGE/111|112/N.jpg`; split by a fixed seed. */
export const afadTree: Layout = {
  name: 'afad-tree',
  title: 'AFAD as unpacked, with a seeded split of this kit',
  task: 'age',
  kind: 'open',
  expects: 'folders 15 … 75 with 111 (male) or 112 (female) in them, images in those',
  labels: [{ name: 'age', range: [15, 76], levels: 62 }],
  unlabelled: wholeImage,
  detect: (folder) => TREE.isIn(folder),
  async list(folder, findings) {
    const base = TREE.of(folder, findings);
    const names = walk(base, findings).filter((name) => /^\d\d\//.test(name) && IMAGE.test(name));
    return imageListing(
      seededSplit(base, names, (name) => Number(name.slice(0, 2)), findings),
      'years',
    );
  },
};

const UTK_NAME = /^(\d+)_[01]_[0-4]_\d+\.(jpe?g|png)(\.chip\.(jpe?g|png))?$/i;
/** Names of the published archive that are not as described: without sex or race, with a space, a slip in the ending. */
const UTK_SLIP = /^(\d+)_([01]?_)?([0-4]?_)?\d{17} ?\.?(jpg|pg)(\.chip\.jpg)?$/i;
const utkAge = (name: string): number => {
  const image = unmirrored(name);
  return Number((UTK_NAME.exec(image) ?? UTK_SLIP.exec(image))?.[1] ?? Number.NaN);
};
const UTK = new Base(['', 'UTKFace'], (folder) => filesIn(folder, IMAGE).some((name) => UTK_NAME.test(name)));

/** UTKFace: `AGE_SEX_RACE_TIME.jpg.chip.jpg`; split by a fixed seed. */
export const utkface: Layout = {
  name: 'utkface',
  title: 'UTKFace, aligned and cropped',
  task: 'age',
  kind: 'open',
  expects: 'images AGE_SEX_RACE_TIME.jpg.chip.jpg (or in a folder UTKFace)',
  complete: { train: 18_966, test: 4_742 },
  labels: [{ name: 'age', range: [0, 116], levels: 117 }],
  unlabelled: wholeImage,
  detect: (folder) => UTK.isIn(folder),
  async list(folder, findings) {
    const base = UTK.of(folder, findings);
    return imageListing(seededSplit(base, filesIn(base, IMAGE), utkAge, findings), 'years');
  },
};

const OLDEST = 122;

/** A fifth of the images tests; mirrored copies stay with the image that they were made of. */
function seededSplit(
  folder: string,
  names: readonly string[],
  ageOf: (name: string) => number,
  findings: Findings,
): ListedSample[] {
  const valid = names.filter((name) => {
    const file = path.join(folder, name);
    findings.seen.add(file);
    const age = ageOf(name);
    const fits = age >= 0 && age <= OLDEST;
    if (!fits) findings.add(new DataError(file, `its name tells no age in 0…${OLDEST}. Rename or remove it.`));
    return fits;
  });
  const test = seededTest([...new Set(valid.map(unmirrored))]);
  return valid.map((name) => {
    const file = path.join(folder, name);
    return { id: name, values: [ageOf(name)], place: file, file, part: test.has(unmirrored(name)) ? 'test' : 'train' };
  });
}

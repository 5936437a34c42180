import path from 'node:path';
import { DataError } from '../dataError';
import type { Findings } from '../findings';
import { ImageFinder } from '../imageFinder';
import type { ListedSample } from '../listing';
import { parseNumber } from '../parseNumber';
import { isFile } from '../paths';
import { readText } from '../readFile';
import { Table } from '../table';
import { imageListing, wholeImage } from './imageListing';
import type { Complete, Layout } from './layout';

/** Split files `<prefix>_{train,valid,test}.csv` with columns path and age; images beside them or in `images/`. */
function csvLayout(options: {
  name: string;
  title: string;
  prefix: string;
  complete: Complete;
  block?: Layout['block'];
  /** Years at age 0 of the CSV. */
  firstAge: number;
  /** Largest age of the CSV. */
  lastLevel: number;
  /** The age that a path itself tells, where it does. */
  ageInPath: (file: string) => number | null;
  /** Folders that images may lie in. */
  roots: readonly string[];
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
    block: options.block,
    unlabelled: wholeImage,
    detect: (folder) => isFile(path.join(folder, csv('test'))),
    async list(folder, findings) {
      const images = new ImageFinder(folder, options.roots, findings);
      const seen = new Map<string, string>();
      const samples = (['train', 'valid', 'test'] as const).flatMap((part) =>
        readAgeRows(path.join(folder, csv(part)), findings).flatMap(({ name, cell, place }): ListedSample[] => {
          const age = findings.attempt(() => {
            const first = seen.get(name);
            if (first) throw new DataError(place, `${name} stands in ${first} already. Remove one of the two.`);
            seen.set(name, place);
            const value = parseNumber(cell, place, 'the age');
            if (!Number.isInteger(value) || value < 0 || value > lastLevel) {
              const range = `0…${lastLevel} (years less ${firstAge})`;
              throw new DataError(place, `age ${value}, expected an integer in ${range}.`);
            }
            const told = options.ageInPath(name);
            if (told !== null && told !== value + firstAge) {
              const years = `${value + firstAge} years`;
              throw new DataError(place, `age ${value} (${years}), but the path says ${told} years.`);
            }
            return value;
          });
          const image = findings.attempt(() => images.find(name, place));
          if (age === null || !image) return [];
          const role = part === 'valid' ? 'validation' : part;
          return [{ id: name, values: [age + firstAge], place, file: image, part: role }];
        }),
      );
      return imageListing(samples, 'years');
    },
  };
}

function readAgeRows(file: string, findings: Findings): { name: string; cell: string; place: string }[] {
  const rows = findings.attemptList(() => {
    const table = Table.parse(readText(file), file, (problem) => findings.add(problem));
    // CORAL's MORPH-II files hold the path in a first column without a name
    const image = table.has('path') || table.columns[0] !== '' ? table.column('path') : 0;
    const age = table.column('age');
    return table.rows.map(({ cells, place }) => ({ name: cells[image], cell: cells[age], place }));
  });
  return rows ?? [];
}

export const morph2 = csvLayout({
  name: 'morph2',
  title: 'MORPH-II (Academic), the published split',
  prefix: 'morph2',
  complete: { train: 39_616, validation: 4_397, test: 11_000 },
  block: (id) => path.basename(id).split('_')[0], // the person
  firstAge: 16,
  lastLevel: 61,
  // MORPH-II's names end in sex and age: 321798_03M36.jpg
  ageInPath: (file) => Number(/[MF](\d\d)\.\w+$/.exec(file)?.[1] ?? Number.NaN) || null,
  roots: ['', 'images'],
});

export const afad = csvLayout({
  name: 'afad',
  title: 'AFAD (ages 15…40), the published split',
  prefix: 'afad',
  complete: { train: 118_492, validation: 13_165, test: 32_762 },
  firstAge: 15,
  lastLevel: 25,
  ageInPath: (file) => Number(/^(\d+)\/11[12]\//.exec(file)?.[1] ?? Number.NaN) || null,
  roots: ['', 'images', 'AFAD-Full', 'AFAD'],
});

import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Findings } from './findings';
import { checkInside, isFolder } from './paths';
import { fileError } from './readFile';

const ENDINGS = ['.jpg', '.jpeg', '.png', '.JPG', '.JPEG', '.PNG'];
/** Folders that lists put before their images' names and that may be left out on disk. */
const PREFIX = /^(data|datasets?|300w|wflw|wflw_images|cofw|images|morph2?|afad(-full|-lite)?)\//i;
/** An image of iBUG that goes by two names. */
const SPACED = [
  [/image_092 _01/, 'image_092_01'],
  [/image_092_01/, 'image_092 _01'],
] as const;

/** Finds the images that lists name, under their own names and known aliases, and keeps what is missing. */
export class ImageFinder {
  private readonly folders = new Map<string, ReadonlyMap<string, string>>();

  /** @param roots folders inside `folder` that names may be relative to, in the order in which they count. */
  constructor(
    private readonly folder: string,
    private readonly roots: readonly string[],
    private readonly findings: Findings,
  ) {}

  /** The image's file; null where it is not there, which is kept. @throws DataError for a path that leaves the folder. */
  find(name: string, place: string): string | null {
    const inside = path.posix.normalize(checkInside(name, place));
    const file = this.search(aliases(inside));
    if (file) this.findings.seen.add(file);
    return this.findings.require(file, place, path.join(this.folder, inside)) ? file : null;
  }

  /** The image whose name is `stem` and some ending; null where there is none, which is kept. */
  findStem(stem: string, place: string): string | null {
    return this.find(`${stem}${ENDINGS[0]}`, place);
  }

  private search(names: readonly string[]): string | null {
    for (const name of names) {
      for (const root of this.roots) {
        const folder = path.join(this.folder, root, path.dirname(name));
        const found = this.namesOf(folder).get(path.basename(name).normalize());
        if (found !== undefined) return path.join(folder, found);
      }
    }
    return null;
  }

  /** Names in a folder by their composed form: macOS stores accents decomposed. */
  private namesOf(folder: string): ReadonlyMap<string, string> {
    const known = this.folders.get(folder);
    if (known) return known;
    try {
      const names = isFolder(folder) ? readdirSync(folder) : [];
      const found = new Map(names.map((name) => [name.normalize(), name]));
      this.folders.set(folder, found);
      return found;
    } catch (error) {
      throw fileError(error, folder);
    }
  }
}

/** The name itself first, then other endings, iBUG's other name, and without folders that may be left out. */
function aliases(name: string): string[] {
  const names = [name];
  for (let rest = name; PREFIX.test(rest); ) {
    rest = rest.replace(PREFIX, '');
    names.push(rest);
  }
  const spellings = names.flatMap((one) => [
    one,
    ...SPACED.filter(([pattern]) => pattern.test(one)).map(([pattern, other]) => one.replace(pattern, other)),
  ]);
  return spellings.flatMap((one) => {
    const ending = ENDINGS.find((candidate) => one.endsWith(candidate));
    const stem = ending ? one.slice(0, -ending.length) : null;
    return [
      one,
      ...(stem === null ? [] : ENDINGS.filter((other) => other !== ending).map((other) => `${stem}${other}`)),
    ];
  });
}

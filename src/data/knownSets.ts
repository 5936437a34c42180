import { rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isOwn } from '../benchmarks/own';
import { DATA_SOURCES } from '../datasets/dataset';
import { layoutNamed } from '../datasets/layouts/registry';
import { filesIn } from '../datasets/paths';
import { readText } from '../datasets/readFile';
import { RlelError } from '../errors';
import { writeFileAtomic } from '../files/atomicFile';
import { dataRoot } from './dataRoot';

const SET = z.strictObject({
  /** Of its layout, "300w", or for images of one's own of the benchmark, "own.dials". */
  name: z.string(),
  /** An absolute path. */
  folder: z.string(),
  /** Images of one's own: the file of their labels, an absolute path; null: the folder holds it. */
  labels: z.string().nullable(),
  /** What it counted as when it was checked. */
  source: z.enum(DATA_SOURCES),
  samples: z.number().int(),
  /** A list of broken samples, which runs on it leave out; an absolute path. */
  skipBroken: z.string().nullable(),
  checkedAt: z.string(),
});

/** A data set on this machine, as it was when `rlel data add` checked it. */
export type KnownSet = Readonly<z.output<typeof SET>>;

/** A file a set: processes that add several at once do not disturb each other. */
const folderOfSets = (): string => path.join(dataRoot(), 'sets');
const fileOf = (name: string): string => path.join(folderOfSets(), `${name}.json`);

/** The sets that were added, by name. @throws RlelError naming a file that is not as `rememberSet` wrote it. */
export const knownSets = (): KnownSet[] =>
  filesIn(folderOfSets(), /\.json$/).map((name) => readSet(path.join(folderOfSets(), name)));

export const rememberSet = (set: KnownSet): void =>
  writeFileAtomic(fileOf(set.name), `${JSON.stringify(set, null, 2)}\n`);

/** The folder itself stays as it is. @throws RlelError naming the sets there are. */
export function forgetSet(name: string): void {
  const names = knownSets().map((set) => set.name);
  if (!names.includes(name)) {
    if (!isOwn(name)) layoutNamed(name); // a name that is no data set's is told first
    throw new RlelError(`${name} was not added here. Added are: ${names.join(', ') || 'none'}.`);
  }
  rmSync(fileOf(name));
}

function readSet(file: string): KnownSet {
  try {
    return SET.parse(JSON.parse(readText(file)));
  } catch {
    throw new RlelError(`${file}: not what "rlel data add" wrote. Remove the file, and add the data set again.`);
  }
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { DataError } from '../datasets/dataError';
import type { ListedSample } from '../datasets/listing';
import { linesOf, readText } from '../datasets/readFile';
import { writeFileAtomic } from '../files/atomicFile';
import { nameFor } from '../files/canonicalJson';
import { Random } from '../random/random';

const SEED = 1;

/**
 * The training samples that a fraction of the training list means: drawn once by a fixed seed and stored as a list, one
 * id a line, which is read from then on.
 * @param given a list of the user's own; null: the stored one.
 * @throws DataError naming file and row for a sample that does not train, or is listed twice.
 */
export function trainList(
  samples: readonly ListedSample[],
  { fraction, folder, given }: { fraction: number; folder: string; given: string | null },
): ReadonlySet<string> | null {
  if (fraction === 1 && given === null) return null;
  const ids = samples.filter(({ part }) => part === 'train').map(({ id }) => id);
  const key = nameFor(JSON.stringify(ids));
  const file = given ?? path.join(folder, `${key}-${fraction}.txt`);
  if (given === null && !existsSync(file)) {
    const order = Random.from(SEED, 'train list', Math.round(fraction * 1e6)).shuffle(Int32Array.from(ids.keys()));
    const drawn = [...order.subarray(0, Math.max(Math.round(fraction * ids.length), 1))].sort((a, b) => a - b);
    writeFileAtomic(file, drawn.map((i) => `${ids[i]}\n`).join(''));
  }
  return readList(file, new Set(ids));
}

function readList(file: string, known: ReadonlySet<string>): Set<string> {
  const listed = new Set<string>();
  for (const { row, text: id } of linesOf(readText(file))) {
    const place = `${file}, row ${row}`;
    if (!known.has(id)) throw new DataError(place, `"${id}" is not a training sample of this data set.`);
    if (listed.has(id)) throw new DataError(place, `"${id}" is listed twice.`);
    listed.add(id);
  }
  return listed;
}

import path from 'node:path';
import { z } from 'zod';
import { RlelError } from '../errors';
import type { Findings, Problem } from './findings';
import type { ListedSample } from './listing';
import { readText } from './readFile';

/** A problem as `rlel data check --json` writes it; names are relative to the data folder. */
export interface BrokenEntry {
  readonly file: string;
  /** 1-based; null: the problem is not one of a row. */
  readonly row: number | null;
  /** null where no sample was made of the place. */
  readonly sample: string | null;
  readonly problem: string;
  /** Whether it concerns one sample, which `rlel run --skip-broken` can leave out. */
  readonly canBeLeftOut: boolean;
}

/** The entries of a list, and its file. */
export interface BrokenList {
  readonly file: string;
  readonly problems: readonly BrokenEntry[];
}

const LIST = z.object({
  problems: z.array(
    z.object({
      file: z.string(),
      row: z.number().int().nullable(),
      sample: z.string().nullable(),
      problem: z.string(),
      canBeLeftOut: z.boolean(),
    }),
  ),
});

export function brokenEntry({ place, text, sample, concerns }: Problem, folder: string): BrokenEntry {
  const root = path.join(folder, '/'); // as it begins the paths of its files, "./" and "/" at its ends taken away
  const inside = (words: string): string => (root === './' ? words : words.replaceAll(root, ''));
  const row = /^(.*), row (\d+)(, column \d+)?$/.exec(place);
  return {
    file: inside(row ? row[1] : place),
    row: row ? Number(row[2]) : null,
    sample,
    problem: inside(row?.[3] ? `${row[3].slice(2)}: ${text}` : text),
    canBeLeftOut: concerns === 'sample',
  };
}

/** "FILE, row N", or the file alone. */
export const placeOf = ({ file, row }: BrokenEntry): string => (row === null ? file : `${file}, row ${row}`);

/** Reads what `rlel data check --json` wrote. @throws RlelError naming the file. */
export function readBrokenList(file: string): BrokenList {
  const text = readText(file);
  try {
    return { file, problems: LIST.parse(JSON.parse(text)).problems };
  } catch {
    throw new RlelError(`${file}: not a list of "rlel data check --json". Write it anew with that command.`);
  }
}

/**
 * The samples without those that a list names; problems that it names are taken out of the findings.
 * @throws RlelError for an entry that is neither a problem nor a sample of the data: they have changed since.
 */
export function leaveOut(
  samples: readonly ListedSample[],
  findings: Findings,
  { file, problems }: BrokenList,
  folder: string,
): ListedSample[] {
  const key = ({ file: where, row, problem }: BrokenEntry): string => JSON.stringify([where, row, problem]);
  const found = new Map(findings.problems.map((problem) => [key(brokenEntry(problem, folder)), problem]));
  const known = new Set(samples.map(({ id }) => id));
  const gone = new Set<string>();
  const solved = new Set<Problem>();
  const named: string[] = [];
  for (const entry of problems.filter(({ canBeLeftOut }) => canBeLeftOut)) {
    const problem = found.get(key(entry));
    if (entry.sample === null ? !problem : !known.has(entry.sample)) {
      throw new RlelError(
        `${file}: "${entry.sample ?? placeOf(entry)}" is no broken sample of ${folder}: the data are not those of the list. Write it anew with "rlel data check --json".`,
      );
    }
    if (problem) solved.add(problem);
    if (entry.sample !== null) gone.add(entry.sample);
    named.push(entry.sample ?? placeOf(entry));
  }
  findings.problems = findings.problems.filter((problem) => !solved.has(problem));
  findings.leftOut = [...new Set(named)].sort();
  return samples.filter(({ id }) => !gone.has(id));
}

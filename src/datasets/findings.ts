import path from 'node:path';
import { RlelError } from '../errors';
import { DataError } from './dataError';
import { statIfThere } from './readFile';

/** Something that is wrong with a data set. */
export interface Problem {
  /** File, or file and row. */
  readonly place: string;
  readonly text: string;
  /** The sample, where it was listed before its fault was found. */
  readonly sample: string | null;
  /** Whether leaving out one sample does away with it. */
  readonly concerns: 'sample' | 'set';
}

/** A file that a list or a name asks for and that is not there: kept with its problem, to be said once a folder. */
interface Missing {
  readonly problem: Problem;
  /** The uppermost folder on its way that is not there, else the folder that it should lie in. */
  readonly folder: string;
}

/** Files or rows that are no samples for one reason, with the first few. */
export interface PassedOver {
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** What is found on the way to the samples: problems, so that all are known and not only the first, and what is no sample. */
export class Findings {
  problems: Problem[] = [];
  /** How data were read where there was a choice, as "sorted by time". */
  readonly notes: string[] = [];
  /** Files and rows that are no samples, with the reason; by file, or place of the row. */
  readonly passedOver = new Map<string, string>();
  /** Image files that were looked at. */
  readonly seen = new Set<string>();
  /** What the user's list of broken samples left out. */
  leftOut: readonly string[] = [];
  private readonly missing: Missing[] = [];
  private present = 0;

  /** @returns null after an RlelError, which is kept. @param sample that the work is about, where it is listed. */
  attempt<T>(work: () => T, sample: string | null = null): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RlelError)) throw error;
      const { place, text, concerns } =
        error instanceof DataError ? error : new DataError('', error.message, sample ? 'sample' : 'set');
      this.problems.push({ place, text, sample, concerns });
      return null;
    }
  }

  /** The same for reading what lists many samples: a problem that ends it concerns the set. */
  attemptList<T>(work: () => T): T | null {
    return this.attempt(() => {
      try {
        return work();
      } catch (error) {
        throw error instanceof DataError ? new DataError(error.place, error.text, 'set') : error;
      }
    });
  }

  add(problem: DataError, sample: string | null = null): void {
    this.attempt(() => {
      throw problem;
    }, sample);
  }

  passOver(name: string, reason: string): void {
    this.passedOver.set(name, reason);
  }

  /** Passes over label files, as whole paths, whose stem is none of the images'. */
  passOverAlone(labels: readonly string[], images: readonly string[], stemOf: (file: string) => string): void {
    const stems = new Set(images.map(stemOf));
    for (const label of labels) if (!stems.has(stemOf(label))) this.passOver(label, 'labels without an image');
  }

  /** @returns whether a file that `place` asks for was found; what was not is a problem. */
  require(file: string | null, place: string, wanted: string, what = 'the image'): file is string {
    if (file !== null) {
      this.present += 1;
      return true;
    }
    const remedy = /, row \d+$/.test(place) ? ' or remove the row' : '';
    const text = `${what} ${wanted} is not there. Put it there${remedy}.`;
    this.problems.push({ place, text, sample: null, concerns: 'sample' });
    const problem = this.problems[this.problems.length - 1];
    this.missing.push({ problem, folder: missingFolder(wanted) });
    return false;
  }

  /** Puts one problem in place of many, where nothing of a folder is there. */
  settleMissing(folder: string): void {
    const groups = new Map<string, Missing[]>();
    for (const one of this.missing) {
      const where = this.present === 0 ? folder : one.folder;
      const group = groups.get(where);
      if (group) group.push(one);
      else groups.set(where, [one]);
    }
    for (const [where, all] of groups) {
      const isAll = this.present === 0 || statIfThere(where) === null;
      if (!isAll || all.length < 2) continue;
      const gone = new Set(all.map(({ problem }) => problem));
      const [{ problem: first }] = all;
      const text =
        statIfThere(where) === null
          ? `this folder is not there, in which ${all.length} files are named (the first in ${first.place}). Put it there.`
          : `none of the ${all.length} files that are named is there (the first in ${first.place}: ${first.text}`.replace(
              /\.?$/,
              ')',
            );
      const at = this.problems.indexOf(first);
      this.problems[at] = { place: where, text, sample: null, concerns: 'set' };
      this.problems = this.problems.filter((problem) => !gone.has(problem));
    }
  }

  /** How many files or rows were passed over for each reason, with the first few, named relative to the folder. */
  passedOverByReason(folder: string): PassedOver[] {
    const reasons = new Map<string, string[]>();
    for (const [name, reason] of this.passedOver) {
      const names = reasons.get(reason);
      if (names) names.push(name);
      else reasons.set(reason, [name]);
    }
    return [...reasons].map(([reason, names]) => ({
      reason,
      count: names.length,
      examples: names.slice(0, 3).map((name) => path.relative(folder, name)),
    }));
  }

  /** @throws RlelError with the first few problems. */
  throwIfAny(folder: string): void {
    if (this.problems.length === 0) return;
    const shown = this.problems.slice(0, 5).map(messageOf).join('\n  ');
    const more =
      this.problems.length > 5 ? `\n  and ${this.problems.length - 5} more; "rlel data check" lists all` : '';
    throw new RlelError(`${folder}: ${this.problems.length} problem(s).\n  ${shown}${more}`);
  }
}

const messageOf = ({ place, text }: Problem): string => (place ? `${place}: ${text}` : text);

function missingFolder(file: string): string {
  let folder = path.dirname(file);
  for (
    let above = path.dirname(folder);
    statIfThere(folder) === null && above !== folder;
    above = path.dirname(folder)
  ) {
    if (statIfThere(above) !== null) break;
    folder = above;
  }
  return folder;
}

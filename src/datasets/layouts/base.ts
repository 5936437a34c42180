import path from 'node:path';
import { DataError } from '../dataError';
import type { Findings } from '../findings';

/** Where a data set lies that may be in a folder of its own: the folder itself, or one inside. */
export class Base {
  /** @param inside folders that archives unpack to, "" among them for the folder itself, the first to be looked into. */
  constructor(
    private readonly inside: readonly string[],
    private readonly holds: (folder: string) => boolean,
  ) {}

  isIn(folder: string): boolean {
    return this.all(folder).length > 0;
  }

  /** The folder, joined with the one inside. A set that lies there twice is a problem. */
  of(folder: string, findings: Findings): string {
    const [first, second] = this.all(folder);
    if (second !== undefined) {
      const text = `the data set lies there twice: in ${first} and in ${second}. Give one of the two, or remove one.`;
      findings.add(new DataError(folder, text, 'set'));
    }
    return first ?? folder;
  }

  private all(folder: string): string[] {
    return this.inside.map((name) => path.join(folder, name)).filter((candidate) => this.holds(candidate));
  }
}

import { RlelError } from '../errors';
import { suggestion } from './suggestion';

/** Things of one kind that are known by their names; users add theirs. */
export class Registry<T extends { readonly name: string }> {
  private readonly entries = new Map<string, T>();

  /**
   * @param kind as errors call it: "method".
   * @param check throws an RlelError for an entry that is not whole.
   */
  constructor(
    private readonly kind: string,
    private readonly check: (entry: T) => void = () => {},
  ) {}

  /** @throws RlelError when the entry has no name, its name is taken, or it is not whole. */
  add(entry: T): void {
    const name: unknown = entry?.name;
    if (typeof name !== 'string' || !/^[\w.-]+$/.test(name))
      throw new RlelError(
        `A ${this.kind} needs a name of letters, digits, "-", "_" and "."; got ${JSON.stringify(name)}.`,
      );
    if (this.entries.has(name))
      throw new RlelError(`The ${this.kind} "${name}" is there already: choose another name.`);
    this.check(entry);
    this.entries.set(name, entry);
  }

  /** In the order in which they were added. */
  names(): string[] {
    return [...this.entries.keys()];
  }

  all(): T[] {
    return [...this.entries.values()];
  }

  /** @throws RlelError naming those there are, and how to bring one's own. */
  named(name: string): T {
    const found = this.entries.get(name);
    if (!found) {
      throw new RlelError(
        `Unknown ${this.kind} "${name}": expected one of ${this.names().join(', ')}.${suggestion(String(name), this.names())} One of your own is registered by a file: --import FILE, or "imports" in a plan (docs/extending.md).`,
      );
    }
    return found;
  }
}

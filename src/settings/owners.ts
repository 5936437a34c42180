import { RlelError } from '../errors';

/** Whose a setting is. Methods may share a name, and so may networks. */
type Owner = 'every run' | 'networks' | 'methods';

const owners = new Map<string, Owner>();

/**
 * Notes whose the settings of these names are: a request names settings and not their owners.
 * @param who wants them, as errors call it.
 * @throws RlelError for a name that is another owner's.
 */
export function ownSettings(names: readonly string[], owner: Owner, who: string): void {
  for (const name of names) if (owners.get(name) !== owner) requireFree(name, who);
  for (const name of names) owners.set(name, owner);
}

/** @throws RlelError where a setting of that name is there. */
export function requireFree(name: string, who: string): void {
  const owner = owners.get(name);
  if (owner) throw new RlelError(`${who}: "${name}" is a setting of ${owner} already: choose another name.`);
}

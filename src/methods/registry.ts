import { RlelError } from '../errors';
import { direct } from './direct';
import { ae, bel, sa } from './fixedCodes';
import type { Method } from './method';
import { multiclass } from './multiclass';
import { lel, rlel } from './rlel';

const methods = new Map<string, Method>();

/**
 * Adds a method, so that it can be run by name.
 * @throws RlelError when the name is taken.
 */
export function registerMethod(method: Method): void {
  if (methods.has(method.name)) throw new RlelError(`Method "${method.name}" is there already: choose another name.`);
  methods.set(method.name, method);
}

for (const method of [direct, multiclass, sa, ae, lel, bel, rlel]) registerMethod(method);

export const methodNames = (): string[] => [...methods.keys()];

/** @throws RlelError naming the methods there are. */
export function methodNamed(name: string): Method {
  const method = methods.get(name);
  if (!method) throw new RlelError(`Unknown method "${name}": expected one of ${methodNames().join(', ')}.`);
  return method;
}

import { z } from 'zod';
import { RlelError } from '../errors';
import { Registry } from '../input/registry';
import { ownSettings } from '../settings/owners';
import { direct } from './direct';
import { ae, bel, fixedCe, sa } from './fixedCodes';
import type { Method } from './method';
import { multiclass, multiclassSoft } from './multiclass';
import { frozen, lel, rlel } from './rlel';

const methods = new Registry<Method>('method', ({ name, summary, options, candidates, head }) => {
  if (
    typeof summary !== 'string' ||
    !(options instanceof z.ZodObject) ||
    typeof candidates !== 'function' ||
    typeof head !== 'function'
  )
    throw new RlelError(
      `Method "${name}": expected a summary, an options schema, candidates and a head; defineMethod makes them.`,
    );
  ownSettings(Object.keys(options.shape), 'methods', `Method "${name}"`);
});

/**
 * Adds a method, so that it can be run by name.
 * @throws RlelError when the name is taken, it is no whole method, or an option is a setting of every run or of networks.
 */
export const registerMethod = (method: Method): void => methods.add(method);

for (const method of [direct, multiclass, sa, ae, lel, bel, rlel, multiclassSoft, fixedCe, frozen])
  registerMethod(method);

const names = (controls: boolean): string[] =>
  methods
    .all()
    .filter(({ control = false }) => control === controls)
    .map(({ name }) => name);

/** The methods that are compared, in the order of the tables: the paper's, then users'. Controls are not among them. */
export const methodNames = (): string[] => names(false);

/** The controls: they run where they are named. */
export const controlNames = (): string[] => names(true);

/** Every registered method: those that are compared, then the controls. */
export const allMethodNames = (): string[] => [...methodNames(), ...controlNames()];

/** @throws RlelError naming the methods there are. */
export const methodNamed = (name: string): Method => methods.named(name);

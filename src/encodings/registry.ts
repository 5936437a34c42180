import { RlelError } from '../errors';
import { requireInteger } from '../input/check';
import { Registry } from '../input/registry';
import { BEL_FAMILIES, belCode } from './bel';
import type { Code } from './code';
import { requireBits } from './requireCode';

/** A family of fixed codes: one for each number of levels. */
export interface CodeFamily {
  readonly name: string;
  /** The binary code of N levels, N ≥ 2, a row of its own for each. */
  build(levels: number): Code;
}

/** What ends the names of BEL's candidates that are trained by cross-entropy. */
export const CE_ENDING = '-ce';
/** Names of codes that are searched for with a seed: they are no families. */
export const SEARCHED_CODES = ['sa', 'ae'] as const;

const codes = new Registry<CodeFamily>('code', ({ name, build }) => {
  if (typeof build !== 'function') throw new RlelError(`Code "${name}": expected a function build(levels).`);
  if (name.endsWith(CE_ENDING) || SEARCHED_CODES.some((searched) => searched === name))
    throw new RlelError(
      `Code "${name}": ${SEARCHED_CODES.join(', ')} and names that end in ${CE_ENDING} mean something else already. Choose another name.`,
    );
});

/**
 * Adds a code, so that the methods `bel` (`--families NAME`) and `fixed-ce` (`--code NAME`) can try it.
 * @throws RlelError when the name is taken or means something else, or it cannot be built.
 */
export const registerCode = (code: CodeFamily): void => codes.add(code);

for (const name of BEL_FAMILIES) registerCode({ name, build: (levels) => belCode(name, levels) });

/** BEL's families first. */
export const codeNames = (): string[] => codes.names();

/**
 * The code of a family for N levels.
 * @throws RlelError naming the codes there are, or what is wrong with the one that a family gives.
 */
export function codeNamed(name: string, levels: number): Code {
  requireInteger(levels, 'codeNamed: levels', 2);
  const code = codes.named(name).build(levels);
  const what = `Code "${name}" for ${levels} levels`;
  requireBits(code, what);
  if (code.levels !== levels) throw new RlelError(`${what}: it has ${code.levels}. Expected a row for each.`);
  return code;
}

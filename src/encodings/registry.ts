import { RlelError } from '../errors';
import { Registry } from '../input/registry';
import { BEL_FAMILIES, belCode } from './bel';
import { type Code, isBinary } from './code';

/** A family of fixed codes: one for each number of levels. */
export interface CodeFamily {
  readonly name: string;
  /** The binary code of N levels, N ≥ 2, a row of its own for each. */
  build(levels: number): Code;
}

const codes = new Registry<CodeFamily>('code', ({ name, build }) => {
  if (typeof build !== 'function') throw new RlelError(`Code "${name}": expected a function build(levels).`);
});

/**
 * Adds a code, so that the method `bel` can try it (`--families NAME`).
 * @throws RlelError when the name is taken, or it cannot be built.
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
  const code = codes.named(name).build(levels);
  const { width, values } = code;
  if (code.levels !== levels || values.length !== levels * width || !isBinary(code)) {
    throw new RlelError(
      `Code "${name}" for ${levels} levels: expected 0 and 1, row by row, ${levels} × width numbers; got ${code.levels} × ${width} with ${values.length} numbers.`,
    );
  }
  return code;
}

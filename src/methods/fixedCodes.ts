import { z } from 'zod';
import { annealedCode, CODE_ENERGIES } from '../encodings/annealed';
import { autoencodedCode, CODE_INPUTS } from '../encodings/autoencoded';
import { BEL_FAMILIES } from '../encodings/bel';
import type { Code } from '../encodings/code';
import { CE_ENDING, codeNamed, codeNames, SEARCHED_CODES } from '../encodings/registry';
import { listOfDistinct } from '../input/lists';
import { setting } from '../settings/setting';
import { CODE_LOSSES, fixedCodeHead } from './fixedCode';
import { defineMethod, type HeadContext } from './method';
import { CODE_LOSS, DECODER, WIDTH } from './options';

const found = new Map<string, Code>();

/** Searches for a code once in a process: outputs that share levels share it, and a run needs it twice. */
function searched<Options>(name: string, search: (options: Options) => Code, options: Options): Code {
  const key = `${name} ${JSON.stringify(options)}`;
  const code = found.get(key) ?? search(options);
  found.set(key, code);
  return code;
}

const codeAmong = (names: () => readonly string[]) =>
  z.string().refine((name) => names().includes(name), {
    error: ({ input }) => `no code "${input}": expected of ${names().join(', ')}`,
  });

/**
 * BEL: manually designed codes; every family is trained by every loss, and the best on validation is the result. The
 * published commands have both losses. Candidates are named by their family, with "-ce" for cross-entropy.
 */
export const bel = defineMethod({
  name: 'bel',
  summary: 'manually designed codes; the best of several families and losses on validation',
  options: z.strictObject({
    families: setting(
      listOfDistinct(codeAmong(codeNames))
        .min(1)
        .default([...BEL_FAMILIES]),
      `codes that are tried: ${BEL_FAMILIES.join(', ')}, or those of your own`,
    ),
    losses: setting(
      listOfDistinct(z.enum(CODE_LOSSES))
        .min(1)
        .default([...CODE_LOSSES]),
      'losses that each code is tried with: bce of the bits, ce of the scores on φ',
      { neutral: ['bce'] },
    ),
    decoder: DECODER,
  }),
  candidates: ({ families, losses }) =>
    families.flatMap((family) => losses.map((loss) => (loss === 'ce' ? family + CE_ENDING : family))),
  decoding: false,
  head(candidate, { levels, options: { decoder } }) {
    const ce = candidate.endsWith(CE_ENDING);
    const family = ce ? candidate.slice(0, -CE_ENDING.length) : candidate;
    return fixedCodeHead(codeNamed(family, levels), { decoder, loss: ce ? 'ce' : 'bce' });
  },
});

/** SA: a code found by simulated annealing before training (`annealedCode`). Its energy is this kit's choice. */
export const sa = defineMethod({
  name: 'sa',
  summary: 'a code found by simulated annealing, then trained as BEL',
  options: z.strictObject({
    width: WIDTH,
    energy: setting(
      z.enum(CODE_ENERGIES).default('rows-columns'),
      'what annealing minimises: codes and bits alike, codes alike, or distances that are not as those of labels',
    ),
    loss: CODE_LOSS,
    decoder: DECODER,
  }),
  decoding: false,
  head: (_candidate, { levels, seed, options: { width, energy, decoder, loss } }) =>
    fixedCodeHead(searched('sa', annealedCode, { levels, width: width || levels, seed, energy }), { decoder, loss }),
});

/** AE: a code found by an autoencoder before training (`autoencodedCode`). Its architecture is this kit's choice. */
export const ae = defineMethod({
  name: 'ae',
  summary: 'a code found by an autoencoder of the levels, then trained as BEL',
  options: z.strictObject({
    width: WIDTH,
    input: setting(
      z.enum(CODE_INPUTS).default('similarities'),
      'what the autoencoder sees of a level: its similarities to all levels, or its label',
      { neutral: 'label' },
    ),
    loss: CODE_LOSS,
    decoder: DECODER,
  }),
  decoding: false,
  head: (_candidate, { levels, seed, options: { width, input, decoder, loss } }) =>
    fixedCodeHead(searched('ae', autoencodedCode, { levels, width: width || levels, seed, input }), { decoder, loss }),
});

/** The control that has LEL's loss and a decoding matrix that is a fixed code, not learned. */
export const fixedCe = defineMethod({
  name: 'fixed-ce',
  summary: 'a fixed code as decoding matrix; cross-entropy of the scores on φ',
  options: z.strictObject({
    code: setting(
      codeAmong(() => [...codeNames(), ...SEARCHED_CODES]).default('U'),
      'the code: a family as for bel, or what sa or ae finds by its defaults',
    ),
    decoder: DECODER,
  }),
  decoding: false,
  control: true,
  head: (_candidate, context) =>
    fixedCodeHead(codeOf(context.options.code, context), { decoder: context.options.decoder, loss: 'ce' }),
});

function codeOf(name: string, context: HeadContext): Code {
  const method = [sa, ae].find((searching) => searching.name === name);
  if (!method) return codeNamed(name, context.levels);
  return method.head(name, { ...context, options: {} }).encoding as Code;
}

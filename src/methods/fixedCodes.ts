import { z } from 'zod';
import { annealedCode } from '../encodings/annealed';
import { autoencodedCode } from '../encodings/autoencoded';
import { BEL_FAMILIES } from '../encodings/bel';
import type { Code } from '../encodings/code';
import { codeNamed, codeNames } from '../encodings/registry';
import { listOfDistinct } from '../input/lists';
import { setting } from '../settings/setting';
import { fixedCodeHead } from './fixedCode';
import { defineMethod } from './method';
import { DECODER, WIDTH } from './options';

const found = new Map<string, Code>();

/** Searches for a code once in a process: outputs that share levels share it, and a run needs it twice. */
function searched<Options>(name: string, search: (options: Options) => Code, options: Options): Code {
  const key = `${name} ${JSON.stringify(options)}`;
  const code = found.get(key) ?? search(options);
  found.set(key, code);
  return code;
}

const FAMILY = z.string().refine((name) => codeNames().includes(name), {
  error: ({ input }) => `no code "${input}": expected of ${codeNames().join(', ')}`,
});

/** BEL: manually designed codes; every family is trained, and the best on validation is the result. */
export const bel = defineMethod({
  name: 'bel',
  summary: 'manually designed codes, binary cross-entropy; the best of several families on validation',
  options: z.strictObject({
    families: setting(
      listOfDistinct(FAMILY)
        .min(1)
        .default([...BEL_FAMILIES]),
      `codes that are tried: ${BEL_FAMILIES.join(', ')}, or those of your own`,
    ),
    decoder: DECODER,
  }),
  candidates: ({ families }) => families,
  decoding: false,
  head: (family, { levels, options }) => fixedCodeHead(codeNamed(family, levels), options),
});

/** SA: a code found by simulated annealing before training. Its energy is this kit's choice. */
export const sa = defineMethod({
  name: 'sa',
  summary: 'a code found by simulated annealing, then trained as BEL',
  options: z.strictObject({
    width: WIDTH,
    energy: setting(z.enum(['proportional', 'separation']).default('proportional'), 'what annealing minimises'),
    decoder: DECODER,
  }),
  decoding: false,
  head: (_candidate, { levels, options, seed }) =>
    fixedCodeHead(
      searched('sa', annealedCode, { levels, width: options.width || levels, seed, energy: options.energy }),
      options,
    ),
});

/** AE: a code found by an autoencoder of the labels before training. Its architecture is this kit's choice. */
export const ae = defineMethod({
  name: 'ae',
  summary: 'a code found by an autoencoder of the labels, then trained as BEL',
  options: z.strictObject({ width: WIDTH, decoder: DECODER }),
  decoding: false,
  head: (_candidate, { levels, options, seed }) =>
    fixedCodeHead(searched('ae', autoencodedCode, { levels, width: options.width || levels, seed }), options),
});

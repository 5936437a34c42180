import { annealedCode } from '../encodings/annealed';
import { autoencodedCode } from '../encodings/autoencoded';
import { type BelFamily, belCode } from '../encodings/bel';
import { fixedCodeHead } from './fixedCode';
import type { Method } from './method';

/** BEL: manually designed codes; every family is trained, and the best on validation is the result. */
export const bel: Method = {
  name: 'bel',
  summary: 'manually designed codes, binary cross-entropy; the best of several families on validation',
  candidates: (options) => options.families,
  head: (family, { levels, options }) => fixedCodeHead(belCode(family as BelFamily, levels), options),
};

/** SA: a code found by simulated annealing before training. Its energy is this kit's choice. */
export const sa: Method = {
  name: 'sa',
  summary: 'a code found by simulated annealing, then trained as BEL',
  candidates: () => ['sa'],
  head: (_candidate, { levels, options, seed }) =>
    fixedCodeHead(annealedCode({ levels, width: options.width || levels, seed, energy: options.energy }), options),
};

/** AE: a code found by an autoencoder of the labels before training. Its architecture is this kit's choice. */
export const ae: Method = {
  name: 'ae',
  summary: 'a code found by an autoencoder of the labels, then trained as BEL',
  candidates: () => ['ae'],
  head: (_candidate, { levels, options, seed }) =>
    fixedCodeHead(autoencodedCode({ levels, width: options.width || levels, seed }), options),
};

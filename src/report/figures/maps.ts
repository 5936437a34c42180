import { CLAIMS_PROTOCOL } from '../claims/protocol';
import type { Figure } from '../document';
import type { Study } from '../evidence';
import { isMeasured } from '../output/cells';
import { costTable } from '../tables/cost';
import { encodingTable } from '../tables/encodings';
import { pairwiseTable } from '../tables/pairwise';
import { tableMap } from './tableMap';

/** RLEL's error against each method's on each benchmark; a star where the table tells them apart. */
export const pairwiseMap = (study: Study): Figure =>
  tableMap(pairwiseTable(study), {
    key: 'difference',
    title: 'RLEL’s error against each method’s on each benchmark, % (* told apart)',
    signed: true,
    mark: ({ holm }) => (isMeasured(holm) && holm.value < CLAIMS_PROTOCOL.alpha ? '*' : ''),
  });

/** What R1 shapes, by method and benchmark. */
export const slopeMap = (study: Study): Figure =>
  tableMap(encodingTable(study), { key: 'slope', title: 'Slope of distances between codes; R1 asks for 2' });

/** What R2 shapes, by method and benchmark. */
export const transitionsMap = (study: Study): Figure =>
  tableMap(encodingTable(study), { key: 'transitions', title: 'Transitions a bit of the measured encoder' });

/** How long a result takes, by method and benchmark. */
export const costMap = (study: Study): Figure =>
  tableMap(costTable(study), { key: 'seconds', title: 'Time of a result, seconds', logarithmic: true });

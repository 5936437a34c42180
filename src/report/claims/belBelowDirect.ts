import { below } from './comparison';

export const belBelowDirect = below('bel', 'direct', {
  statement: 'Manually designed codes have a lower error than direct regression',
  place: 'introduction: why regression by codes; it is what learning codes starts from',
});

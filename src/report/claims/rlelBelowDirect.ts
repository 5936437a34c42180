import { below } from './comparison';

export const rlelBelowDirect = below('rlel', 'direct', {
  statement: 'RLEL has a lower error than direct regression (by 10.9 % in the paper)',
  place: 'abstract',
});

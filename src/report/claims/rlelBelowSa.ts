import { below } from './comparison';

export const rlelBelowSa = below('rlel', 'sa', {
  statement: 'RLEL has a lower error than codes found by simulated annealing',
  place: 'results table, columns SA and RLEL',
});

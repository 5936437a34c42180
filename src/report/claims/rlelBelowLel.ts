import { below } from './comparison';

export const rlelBelowLel = below('rlel', 'lel', {
  statement: 'The regularizers lower the error of a learned encoding',
  place: 'results table, columns LEL and RLEL',
});

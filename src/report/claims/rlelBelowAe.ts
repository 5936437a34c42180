import { below } from './comparison';

export const rlelBelowAe = below('rlel', 'ae', {
  statement: 'RLEL has a lower error than codes found by an autoencoder',
  place: 'results table, columns AE and RLEL',
});

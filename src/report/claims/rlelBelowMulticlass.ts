import { below } from './comparison';

export const rlelBelowMulticlass = below('rlel', 'multiclass', {
  statement: 'RLEL has a lower error than multiclass classification (by 12.4 % in the paper)',
  place: 'abstract',
});

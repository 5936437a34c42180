import { below } from './comparison';

export const rlelBelowFrozen = below('rlel', 'frozen', {
  statement:
    'Learning the decoding matrix lowers the error: RLEL is below the same with a matrix that stays as it was drawn',
  place: 'abstract: the learned encoding is what lowers the error; the paper has no such control',
});

import { below } from './comparison';

export const rlelBelowFixedCe = below('rlel', 'fixed-ce', {
  statement:
    'Learning a code lowers the error beyond what RLEL’s loss does: RLEL is below a designed code trained with it',
  place: 'abstract: the learned encoding is what lowers the error; the paper has no such control',
});

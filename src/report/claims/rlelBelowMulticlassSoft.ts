import { below } from './comparison';

export const rlelBelowMulticlassSoft = below('rlel', 'multiclass-soft', {
  statement:
    'Learning a code lowers the error beyond what soft targets do: RLEL is below multiclass classification with the same targets',
  place: 'abstract: the learned encoding is what lowers the error; the paper has no such control',
});

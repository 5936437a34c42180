import { z } from 'zod';
import { DECODERS } from '../losses/decoding';
import { setting } from '../settings/setting';
import { CODE_LOSSES } from './fixedCode';

// Options that several methods have.

export const DECODER = setting(z.enum(DECODERS).default('expected'), 'how scores over levels become a level');

/** Of a code that is fixed. */
export const CODE_LOSS = setting(
  z.enum(CODE_LOSSES).default('bce'),
  'binary cross-entropy of the bits, or cross-entropy of the scores on φ',
  { neutral: 'bce' },
);

/** M of a code that is searched for or learned. */
export const WIDTH = setting(z.number().int().min(0).default(0), 'code width M; 0: M = N');

import { z } from 'zod';
import { setting } from '../settings/setting';

// Options that several methods have.

/** How scores over levels become a level ("GEN-EX", "GEN"). */
export const DECODER = setting(
  z.enum(['expected', 'argmax']).default('expected'),
  'how scores over levels become a level',
);
/** Expected level or most likely level, as `expectedLevel` and `argmaxLevel` compute them. */
export type Decoder = z.output<typeof DECODER>;

/** M of a code that is searched for or learned. */
export const WIDTH = setting(z.number().int().min(0).default(0), 'code width M; 0: M = N');

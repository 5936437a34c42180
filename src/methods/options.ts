import { z } from 'zod';
import { DECODERS } from '../losses/decoding';
import { setting } from '../settings/setting';

// Options that several methods have.

export const DECODER = setting(z.enum(DECODERS).default('expected'), 'how scores over levels become a level');

/** M of a code that is searched for or learned. */
export const WIDTH = setting(z.number().int().min(0).default(0), 'code width M; 0: M = N');

import type { MethodOptions } from './method';

/** The kit's own methods. */
const KIT = ['direct', 'multiclass', 'sa', 'ae', 'lel', 'bel', 'rlel'];

/** Settings that only some of the kit's methods look at. */
const ONLY_FOR: Readonly<Partial<Record<keyof MethodOptions | 'decodingMultiplier', readonly string[]>>> = {
  alpha: ['rlel'],
  beta: ['rlel'],
  form: ['rlel'],
  decodingInit: ['lel', 'rlel'],
  decodingMultiplier: ['lel', 'rlel'],
  width: ['sa', 'ae', 'lel', 'rlel'],
  directLoss: ['direct'],
  families: ['bel'],
  decoder: ['multiclass', 'sa', 'ae', 'lel', 'bel', 'rlel'],
  energy: ['sa'],
};

/**
 * The methods that look at a setting, where the given one does not; null: it does, or it is a user's own, which may look
 * at any.
 */
export function readersInstead(method: string, setting: string): readonly string[] | null {
  const readers = ONLY_FOR[setting as keyof typeof ONLY_FOR];
  return readers && KIT.includes(method) && !readers.includes(method) ? readers : null;
}

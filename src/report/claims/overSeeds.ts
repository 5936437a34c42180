import { type PairedT, pairedT } from '../../statistics/pairedT';
import { CLAIMS_PROTOCOL } from './protocol';

const { confidence, leastSeeds } = CLAIMS_PROTOCOL;

/** t over a benchmark's seeds, a value each; null: they are too few. */
export const overSeeds = (values: readonly number[]): PairedT | null =>
  values.length < leastSeeds ? null : pairedT(values, confidence);

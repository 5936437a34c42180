import { type PairedT, pairedT, type SharedVariance } from '../../statistics/pairedT';
import { CLAIMS_PROTOCOL } from './protocol';

const { confidence, leastSeeds } = CLAIMS_PROTOCOL;

/** t over a benchmark's seeds, a value each; null: they are too few. @param shared of the seeds' one test set. */
export const overSeeds = (values: readonly number[], shared?: SharedVariance): PairedT | null =>
  values.length < leastSeeds ? null : pairedT(values, confidence, shared);

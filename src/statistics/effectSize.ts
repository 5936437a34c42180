import { mean, sampleStd } from './moments';

/** Cohen's d of paired differences: their mean over their standard deviation; not finite for differences alike. */
export const cohensD = (differences: readonly number[]): number => mean(differences) / sampleStd(differences);

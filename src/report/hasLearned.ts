import type { Evidence } from './evidence';

/** Whether a run's training has learned its task. Runs that do not say it count as such: nothing is known against them. */
export const hasLearned = ({ result }: Evidence): boolean => result.learned?.learned !== false;

import { PROTOCOL } from '../benchmarks/protocol';
import { type Evidence, groupBy } from './evidence';

/** Whether a run's training has learned its task. Runs that do not say it count as such: nothing is known against them. */
export const hasLearned = ({ result }: Evidence): boolean => result.learned?.learned !== false;

const { share, shareOfHard, plateau, ofRuns } = PROTOCOL.learned;

/** Whether each method has learned by these runs on one benchmark: more than half of a method's runs have (`ofRuns`). */
export const haveLearned = (runs: readonly Evidence[]): boolean =>
  [...groupBy(runs, ({ config }) => config.method).values()].every(
    (own) => own.filter(hasLearned).length > ofRuns * own.length,
  );

/** What a table's caption says of the dagger. */
export const DAGGER = `†: a run has not learned its task (error above ${100 * share} % of the constant predictor’s, ${100 * shareOfHard} % on the hard benchmarks, or a validation error that still fell by ${100 * plateau} % in the last fifth).`;

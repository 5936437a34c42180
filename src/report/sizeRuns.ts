import { ablationRuns, type Evidence, type Study } from './evidence';

/** Epochs may grow as the training set shrinks, so that there are as many steps. */
const SETTINGS = ['trainFraction', 'epochs', 'leastSteps', 'milestones'];

/** A method's runs that differ in the size of the training set. */
export const sizeRuns = (study: Study, method: string): Evidence[] => ablationRuns(study, method, SETTINGS);

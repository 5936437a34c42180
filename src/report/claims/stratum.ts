import type { SharedVariance } from '../../statistics/pairedT';

/** One benchmark's effects. */
export interface Stratum {
  readonly name: string;
  /** By seed. */
  readonly effects: ReadonlyMap<number, number>;
  /** Of the effects' mean, by the one test set that all seeds have; left out: each seed has its own. */
  readonly shared?: SharedVariance;
  /** Names of the runs behind the effects. */
  readonly runs: readonly string[];
  /** false: a method has not learned its task in one of them; left out: nothing is known against them. */
  readonly learned?: boolean;
}

import type { Interval } from '../../statistics/interval';
import type { Study } from '../evidence';

/** What a claim's judgement comes to. */
export type Verdict = 'supported' | 'not supported' | 'inconclusive' | 'not run';

/** What the runs say of a claim. */
export interface Judgement {
  readonly verdict: Verdict;
  /** null where the runs allow no interval. */
  readonly effect: Interval | null;
  /** A benchmark's own effect, where there is one. */
  readonly parts: readonly { readonly name: string; readonly effect: Interval }[];
  /** Runs behind it. */
  readonly runs: number;
  /** What a reader must know of it, as what is missing; may be empty. */
  readonly note: string;
}

/** What is claimed, and how it is judged. */
export interface Statement {
  /** Its name in the ledger. */
  readonly name: string;
  /** What is claimed. */
  readonly statement: string;
  /** Where the paper makes it. */
  readonly place: string;
  /** What is computed, and when the verdict is "supported". */
  readonly test: string;
  /** Which number the judgement's effect is, with its unit. */
  readonly measures: string;
}

/** A claim about what methods do, judged by the runs of a study. */
export interface RunClaim extends Statement {
  readonly about: 'runs';
  /** The runs that it needs. */
  readonly needs: string;
  judge(study: Study): Judgement;
}

/** A claim about the paper's results table, judged by the paper's own figures. */
export interface TableClaim extends Statement {
  readonly about: 'the paper’s table';
  judge(): Judgement;
}

/** One of the paper's claims. */
export type Claim = RunClaim | TableClaim;

/** Where a claim has no runs to be judged by. */
export const NOT_RUN: Judgement = { verdict: 'not run', effect: null, parts: [], runs: 0, note: '' };

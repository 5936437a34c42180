import type { Interval } from '../../statistics/interval';
import type { Study } from '../evidence';

/** What a claim's judgement comes to. */
export type Verdict =
  | 'supported'
  | 'contradicted'
  | 'smaller than claimed'
  | 'inconclusive'
  | 'not learned'
  | 'not run';

/** A value that an effect is tested against: a claim's threshold, or the paper's figure. */
export interface Test {
  readonly against: number;
  /** Two-sided, that the effect is this value. */
  readonly p: number;
  /** The same corrected for the claims of its family by Holm; `p` itself where the claim is in none. */
  readonly corrected: number;
}

/** A benchmark's own effect. */
export interface Part {
  readonly name: string;
  readonly estimate: number;
  readonly seeds: number;
  /** null: too few seeds. */
  readonly interval: readonly [low: number, high: number] | null;
  /** false: a method has not learned its task there; left out: nothing is known against it. */
  readonly learned?: boolean;
  /** Names of the runs behind it. */
  readonly runs: readonly string[];
}

/** What the runs say of a claim. */
export interface Judgement {
  readonly verdict: Verdict;
  /** null where the runs allow no interval. */
  readonly effect: Interval | null;
  /** The same by the bootstrap over clusters, as a check; null for few of them, or of one benchmark. */
  readonly check: Interval | null;
  /** What decided; empty where nothing was tested. */
  readonly tests: readonly Test[];
  readonly parts: readonly Part[];
  /** Names of the runs behind it. */
  readonly runs: readonly string[];
  /** What a reader must know of it, as what is missing; may be empty. */
  readonly note: string;
  /** What it would take to decide; empty where it is decided. */
  readonly takes: string;
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
export const NOT_RUN: Judgement = {
  verdict: 'not run',
  effect: null,
  check: null,
  tests: [],
  parts: [],
  runs: [],
  note: '',
  takes: '',
};

/** The names of the runs behind several effects, each once. */
export const allRuns = (parts: readonly { readonly runs: readonly string[] }[]): string[] => [
  ...new Set(parts.flatMap(({ runs }) => runs)),
];

/** What a reader must know, in one note; empty texts are left out. */
export const noteOf = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('; ');

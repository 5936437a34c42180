import type { Job } from './cases';
import type { Workload } from './workloads';

// A child process is started with its assignment as its last argument, says that it is ready, and then answers one JSON
// line with another. `peer/main.py` speaks the same.

export interface Assignment {
  readonly side: string;
  readonly job: Job;
  readonly workload: Workload;
  readonly threads: number;
}

export interface Ready {
  /** Numbers that are trained, so that both sides are seen to build the same network. */
  readonly parameters: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** `check`: the loss of the first step (evaluation: the mean predicted level), without dropout. */
export type Request = { readonly check: true } | { readonly run: number } | { readonly memory: true };

export interface Replies {
  readonly check: { readonly value: number };
  /** Seconds of each repetition. */
  readonly run: { readonly seconds: readonly number[] };
  /** The largest resident memory so far, bytes. */
  readonly memory: { readonly bytes: number };
}

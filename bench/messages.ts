import type { Job, Side } from './cases';
import type { Workload } from './workloads';

// A child process is started with its assignment as its last argument, says that it is ready, and then answers one JSON
// line with another. `peer/main.py` speaks the same.

/** The floor is measured by the kit's own process. */
export type ProcessSide = Exclude<Side, 'floor'>;

export interface Assignment {
  readonly side: ProcessSide;
  readonly job: Job;
  readonly workload: Workload;
  readonly threads: number;
}

export interface Ready {
  /** Numbers that are trained, so that both sides are seen to build the same network. */
  readonly parameters: number;
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * `check`: the loss of the first step (evaluation: the mean predicted level), without dropout.
 * `run`: repetitions of the job. `floor`: runs of each product of the kit's training step.
 */
export type Request =
  | { readonly check: true }
  | { readonly run: number }
  | { readonly floor: number }
  | { readonly memory: true };

export interface Replies {
  readonly check: { readonly value: number };
  /** Seconds of each repetition. */
  readonly run: { readonly seconds: readonly number[] };
  /** The sum over the step's products of their median seconds. */
  readonly floor: { readonly seconds: readonly number[] };
  /** The largest resident memory so far, bytes. */
  readonly memory: { readonly bytes: number };
}

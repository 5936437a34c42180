import type { Job, ProcessSide } from './cases';
import type { Workload } from './workloads';

// A child process is started with its assignment as its last argument, says that it is ready, and then answers one JSON
// line with another. `peer/main.py` speaks the same.

export interface Assignment {
  readonly side: ProcessSide;
  readonly job: Job;
  readonly workload: Workload;
  readonly threads: number;
}

export interface Ready {
  /** Numbers that are trained, so that both sides are seen to build the same network. */
  readonly parameters: number;
  /** Until this kit's step is compiled, seconds; null where it is not. */
  readonly compiling: number | null;
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * `check`: the loss of the first step (evaluation: the mean predicted level), without dropout.
 * `run`: repetitions of the job. `floor`: runs of each product of the kit's training step. `profile`: steps, operation by
 * operation, each of which is timed.
 */
export type Request =
  | { readonly check: true }
  | { readonly run: number }
  | { readonly floor: number }
  | { readonly profile: number }
  | { readonly memory: true };

export interface Replies {
  readonly check: { readonly value: number };
  /** Seconds of each repetition, and what all of them took of the processor's. */
  readonly run: { readonly seconds: readonly number[]; readonly processor: number };
  /** The sum over the step's products of their median seconds. */
  readonly floor: { readonly seconds: readonly number[] };
  readonly profile: { readonly operations: readonly OperationCost[] };
  /** The largest resident memory so far, bytes. */
  readonly memory: { readonly bytes: number };
}

/** What a step asks of one kind of operation. */
export interface OperationCost {
  readonly name: string;
  readonly calls: number;
  readonly seconds: number;
  /** Of the tensors that it reads and writes. */
  readonly bytes: number;
}

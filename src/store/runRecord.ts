import type { LabelSettings, NetworkSettings } from '../benchmarks/benchmark';
import type { DataIdentity } from '../data/dataIdentity';
import type { NoisyError } from '../training/bitNoise';
import type { TrainingConfig } from '../training/config';
import type { GradientShares } from '../training/gradientShares';

/** Everything that a run is a function of, by which its folder is named, and what of it the user changed. */
export interface RunConfig {
  readonly benchmark: string;
  readonly method: string;
  readonly profile: string;
  readonly seed: number;
  readonly data: DataIdentity;
  readonly trainFraction: number;
  readonly maxAngle: number;
  readonly labels: readonly LabelSettings[];
  /** `options`: its own; `weights`: SHA-256 (hex) of the file that the backbone starts from; null: none. */
  readonly network: NetworkSettings & { readonly weights: string | null };
  readonly training: TrainingConfig;
  /** The method's own. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Settings that were not the profile's when the run was made, by name: none for the runs of the tables. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** failure.json: how the last attempt at a run ended; gone when one succeeds. */
export interface RunFailure {
  readonly message: string;
  /** Attempts that failed, one after the other. */
  readonly attempts: number;
  readonly host: string;
  readonly failedAt: string;
}

/** A training among which the run chose by its validation error: BEL's families, or the run's only one. */
export interface Candidate {
  readonly name: string;
  readonly validationError: number;
  readonly selectedEpoch: number;
}

/** Whether a run has learned its task, as the protocol defines it. */
export interface Learned {
  /** Test error as a share of the constant predictor's. */
  readonly share: number;
  /** By which share the validation error fell over the last fifth of the epochs. */
  readonly plateau: number;
  readonly learned: boolean;
}

/** An error over a number of samples, in the metric's unit. */
export interface Score {
  readonly error: number;
  readonly count: number;
}

/** result.json: written last; a run that has it is done. */
export interface RunResult {
  readonly run: string;
  readonly config: RunConfig;
  readonly metric: 'MAE' | 'NME';
  /** Of all errors: degrees, years, %. */
  readonly unit: string;
  readonly metrics: {
    readonly validation: Score;
    readonly test: Score;
    /** Test error of predicting the training labels' medians. */
    readonly constant: { readonly error: number };
    /** Test error of the labels themselves, rounded to levels. Results of older versions have none. */
    readonly rounding?: { readonly error: number };
    /** MAE of each output, where there are several of their own (yaw, pitch, roll). */
    readonly outputs: Readonly<Record<string, number>>;
    /** Parts of the test set: challenging, occlusion. */
    readonly subsets: Readonly<Record<string, Score>>;
    /** Other figures: CS@5, failure rates. */
    readonly extras: Readonly<Record<string, number>>;
  };
  /** Results of older versions have none. */
  readonly learned?: Learned;
  /** The trainings behind this result, the chosen one first in `chosen`: several for BEL, one for the others. */
  readonly candidates: readonly Candidate[];
  readonly chosen: string;
  /** Samples that the run trained, validated and tested on, of all that its data have. Results of older versions have none. */
  readonly samples?: {
    readonly train: number;
    readonly validation: number;
    readonly test: number;
    readonly all: number;
  };
  readonly trainings: number;
  readonly parameters: number;
  /** At the end of training. Methods whose loss has one part have none, nor have results of older versions. */
  readonly gradientShares?: GradientShares;
  /** Test error when bits of the codes are wrong. Results of older versions have none. */
  readonly bitNoise?: readonly NoisyError[];
  /** Of RLEL: the weight of R1's sum as eq. 5 has it, for a full batch, whatever the form divides it by. */
  readonly effectiveBeta?: number;
  /** The kit's commit when the run ended, with "+changes.<hash>" where its code differed; null outside a repository. */
  readonly commit: string | null;
  /** SHA-256 (hex) of the run's other files. Results of older versions have none. */
  readonly files?: Readonly<Record<string, string>>;
  /** Most resident memory, bytes, of the process that ended the run, runs before included. Older results have none. */
  readonly peakMemory?: number;
  /**
   * What the steps of all trainings, and the evaluations between and after them, took. Preparing data, checkpoints and
   * pauses do not count: neither those between sessions nor those in which the machine slept.
   */
  readonly seconds: number;
  /**
   * Share of the training steps' time, in [0, 1], in which the training waited for its batches (evaluation and
   * checkpoints are not steps). Results of older versions have none.
   */
  readonly waitedForData?: number;
  readonly finishedAt: string;
}

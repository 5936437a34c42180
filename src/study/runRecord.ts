import type { DataSource } from '../datasets/dataset';

/** Everything that a run is a function of. Its canonical JSON's hash names the run's folder. */
export interface RunConfig {
  readonly benchmark: string;
  readonly method: string;
  readonly profile: string;
  readonly seed: number;
  readonly data: { readonly source: DataSource; readonly fingerprint: string };
  readonly labels: { readonly range: readonly [number, number]; readonly levels: number };
  readonly network: { readonly name: string; readonly theta: number };
  readonly training: TrainingConfig;
  readonly options: MethodOptions;
}

export interface TrainingConfig {
  readonly optimizer: 'sgd' | 'adam';
  readonly learningRate: number;
  /** The biases' learning rate as a multiple of `learningRate` (2 in the published steering code). */
  readonly biasMultiplier: number;
  /** The decoding matrix's, likewise. */
  readonly decodingMultiplier: number;
  /** 0-based epochs before which the learning rate is divided by 10. */
  readonly milestones: readonly number[];
  /** Largest global gradient norm; 0: no clipping. */
  readonly clipNorm: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly dropout: boolean;
  readonly augment: boolean;
  readonly selection: 'last' | 'best-validation' | 'best-test';
}

/** What a method reads; each method's file says which. */
export interface MethodOptions {
  /** Weight of R2 (bit transitions). */
  readonly alpha: number;
  /** Weight of R1 (encoding distance). */
  readonly beta: number;
  readonly form: 'paper' | 'published-code';
  /** Code width M; 0: M = N. */
  readonly width: number;
  readonly decodingInit: 'uniform' | 'zeros' | 'ones' | 'normal' | 'unary';
  /** Loss of direct regression. */
  readonly directLoss: 'l1' | 'l2';
  /** Codes that `bel` tries; the best on validation is the result. */
  readonly families: readonly string[];
  /** How a fixed code or a decoding matrix's scores become a level. */
  readonly decoder: 'expected' | 'argmax';
}

export interface Candidate {
  readonly name: string;
  readonly validationMae: number;
  readonly selectedEpoch: number;
}

/** result.json: written last; a run that has it is done. */
export interface RunResult {
  readonly run: string;
  readonly config: RunConfig;
  readonly metrics: {
    readonly validation: { readonly mae: number; readonly count: number };
    readonly test: { readonly mae: number; readonly count: number };
    /** MAE on the test part of predicting the training labels' median. */
    readonly constant: { readonly mae: number };
  };
  readonly unit: string;
  /** The trainings behind this result, the chosen one first in `chosen`: several for BEL, one for the others. */
  readonly candidates: readonly Candidate[];
  readonly chosen: string;
  readonly trainings: number;
  readonly parameters: number;
  readonly seconds: number;
  readonly finishedAt: string;
}

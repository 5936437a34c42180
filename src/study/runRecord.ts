import type { DataSource } from '../datasets/dataset';
import type { MethodOptions } from '../methods/method';
import type { TrainingConfig } from '../training/config';

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
  /** The kit's commit when the run ended, with "+changes" where files differed from it; null outside a repository. */
  readonly commit: string | null;
  readonly seconds: number;
  readonly finishedAt: string;
}

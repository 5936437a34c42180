import type { TrainingProgress } from '../training/loop';

/** What a run tells, and what can stop it. */
export interface RunHooks {
  /** `fraction` of the run that is done, in [0, 1]. */
  readonly onProgress: (progress: TrainingProgress & { candidate: string; fraction: number }) => void;
  readonly warn: (message: string) => void;
  readonly signal: AbortSignal;
  /** The weights file that the configuration names by its hash. */
  readonly weightsFile?: string;
  /** What the store has of the run is set aside, and the run done from the start. */
  readonly fresh?: boolean;
}

/** Where nothing else is said: warnings go to stderr, and nothing stops the run. */
export const usualHooks = (): RunHooks => ({
  onProgress: () => {},
  warn: console.warn,
  signal: new AbortController().signal,
});

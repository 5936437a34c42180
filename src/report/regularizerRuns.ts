import { ablationRuns, type Evidence, groupBy, type Study } from './evidence';

/** A learned encoding, trained with α·R2 + β·R1. */
export interface RegularizedRun {
  readonly run: Evidence;
  readonly benchmark: string;
  readonly alpha: number;
  readonly beta: number;
}

/** Runs of RLEL that differ in nothing but α and β, and of LEL, which is RLEL with α = β = 0. */
export function regularizedRuns(study: Study): RegularizedRun[] {
  const rlel = ablationRuns(study, 'rlel', ['alpha', 'beta']).map((run) => {
    const { alpha, beta } = run.config.options;
    return { run, benchmark: run.config.benchmark, alpha: Number(alpha), beta: Number(beta) };
  });
  const lel = ablationRuns(study, 'lel', []).map((run) => ({
    run,
    benchmark: run.config.benchmark,
    alpha: 0,
    beta: 0,
  }));
  const points = groupBy([...rlel, ...lel], ({ benchmark, alpha, beta, run }) =>
    JSON.stringify([benchmark, alpha, beta, run.config.seed]),
  );
  return [...points.values()].map(([first]) => first);
}

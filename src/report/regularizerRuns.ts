import { ablationRuns, benchmarksOf, type Evidence, groupBy, type Study } from './evidence';

/** A learned encoding, trained with α·R2 + β·R1. */
export interface RegularizedRun {
  readonly run: Evidence;
  readonly benchmark: string;
  readonly alpha: number;
  readonly beta: number;
}

/** The values of a weight in some runs, in their order. */
export const weightsIn = (runs: readonly RegularizedRun[], weight: 'alpha' | 'beta'): number[] =>
  [...new Set(runs.map((run) => run[weight]))].sort((a, b) => a - b);

/** Runs of RLEL that differ in nothing but α and β, and of LEL, which is RLEL with α = β = 0; by benchmark and seed. */
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
  const order = benchmarksOf(study.runs);
  return [...points.values()]
    .map(([first]) => first)
    .sort((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark) || a.run.config.seed - b.run.config.seed);
}

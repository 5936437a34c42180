import { ablationRuns, benchmarksOf, type Evidence, type Study } from '../evidence';

/** What claims about θ need. */
export const THETA_NEEDS = 'RLEL with the profile’s θ and a wider one, the same seeds (plan ablation-theta)';

/** RLEL with the profile's θ, and the same seed with the widest that was run, by benchmark. */
export function thetaRuns(study: Study): { benchmark: string; both: [narrow: Evidence, wide: Evidence][] }[] {
  const runs = ablationRuns(study, 'rlel', ['theta']);
  return benchmarksOf(runs).flatMap((benchmark) => {
    const own = runs.filter(({ config }) => config.benchmark === benchmark);
    const widest = Math.max(...own.map(({ config }) => config.network.theta));
    const both = own
      .filter(({ changes, config }) => changes.size === 0 && config.network.theta < widest)
      .flatMap((narrow): [Evidence, Evidence][] => {
        const wide = own.find(({ config }) => config.seed === narrow.config.seed && config.network.theta === widest);
        return wide ? [[narrow, wide]] : [];
      });
    return both.length > 0 ? [{ benchmark, both }] : [];
  });
}

import { ablationRuns, benchmarksOf, groupBy, idsOf, methodsOf, type Study } from '../evidence';
import type { Judgement, RunClaim } from './claim';
import { pairs } from './comparison';
import { judgeCounts } from './counted';

/** What RLEL's search is over; BEL's, over families of codes, is within a run. */
const SEARCHED = ['alpha', 'beta'];

function judge(study: Study): Judgement {
  const methods = methodsOf(study.runs);
  if (!methods.includes('bel') || !methods.includes('rlel')) return judgeCounts([]);
  const search = groupBy(ablationRuns(study, 'rlel', SEARCHED), ({ config }) =>
    JSON.stringify([config.benchmark, config.seed]),
  );
  const benchmarks = benchmarksOf(study.runs).flatMap((name) => {
    const efforts = pairs(study, name, 'bel', 'rlel').map(([bel, rlel]) => {
      const tried = search.get(JSON.stringify([name, rlel.config.seed])) ?? [];
      const trainings = tried.reduce((sum, { result }) => sum + result.trainings, 0);
      return { searched: tried.length > 1, rlel: trainings, bel: bel.result.trainings, runs: [...tried, bel] };
    });
    return efforts.length > 0 ? [{ name, efforts }] : [];
  });
  const counted = benchmarks.filter(({ efforts }) => efforts.every(({ searched }) => searched));
  const given = benchmarks.filter((one) => !counted.includes(one)).map(({ name }) => name);
  return judgeCounts(
    counted.map(({ name, efforts }) => {
      const total = (key: 'bel' | 'rlel'): number => efforts.reduce((sum, one) => sum + one[key], 0);
      return {
        name,
        estimate: total('bel') / total('rlel'),
        seeds: efforts.length,
        holds: efforts.every((one) => one.rlel < one.bel),
        runs: idsOf(efforts.flatMap(({ runs }) => runs)),
      };
    }),
    given.length > 0 ? `α and β were not searched here, but given, on ${given.join(', ')}` : '',
  );
}

export const trainingEffort: RunClaim = {
  about: 'runs',
  name: 'training-effort',
  statement: 'RLEL takes fewer trainings than BEL, each one’s search counted: of α and β, and of the code',
  place: 'abstract: an automated way to an encoding; results table, column BEL (best of several codes)',
  needs: 'BEL, and RLEL over a grid of α and β, with the same seeds (plan ablation-regularizers)',
  test: 'trainings of a seed: all that BEL chose among, and RLEL’s whole grid of α and β; counted: supported when RLEL’s are fewer on every benchmark where both were searched, contradicted when on none. BEL tries two codes in the quick profile, six in the others',
  measures: 'BEL’s trainings over RLEL’s',
  judge,
};

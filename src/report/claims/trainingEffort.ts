import { PROTOCOL, trialsOf } from '../../benchmarks/protocol';
import { ablationRuns, benchmarksOf, groupBy, idsOf, methodsOf, type Study } from '../evidence';
import type { Judgement, RunClaim } from './claim';
import { pairs } from './comparison';
import { judgeCounts } from './counted';

/** What RLEL's search is over; BEL's, over families of codes, is within a run. */
const SEARCHED = ['alpha', 'beta'];

/** Trainings by which the protocol chose a method's settings for a group of benchmarks: as many for each method. */
const TRIALS = trialsOf('rlel').length;

/** Benchmarks for which the protocol chose a study's settings. */
function tunedBenchmarks(study: Study): readonly string[] {
  const { profile, groups } = PROTOCOL.tuning;
  return study.profile === profile ? Object.values(groups).flat() : [];
}

function judge(study: Study): Judgement {
  const methods = methodsOf(study.runs);
  if (!methods.includes('bel') || !methods.includes('rlel')) return judgeCounts([]);
  const tuned = tunedBenchmarks(study);
  const search = groupBy(ablationRuns(study, 'rlel', SEARCHED), ({ config }) =>
    JSON.stringify([config.benchmark, config.seed]),
  );
  const benchmarks = benchmarksOf(study.runs).flatMap((name) => {
    const efforts = pairs(study, name, 'bel', 'rlel').map(([bel, rlel]) => {
      if (tuned.includes(name)) {
        const [all, belAll] = [rlel, bel].map(({ result }) => TRIALS + result.trainings);
        return { searched: true, rlel: all, bel: belAll, runs: [rlel, bel] };
      }
      const tried = search.get(JSON.stringify([name, rlel.config.seed])) ?? [];
      const trainings = tried.reduce((sum, { result }) => sum + result.trainings, 0);
      return { searched: tried.length > 1, rlel: trainings, bel: bel.result.trainings, runs: [...tried, bel] };
    });
    return efforts.length > 0 ? [{ name, efforts }] : [];
  });
  const counted = benchmarks.filter(({ efforts }) => efforts.every(({ searched }) => searched));
  const given = benchmarks.filter((one) => !counted.includes(one)).map(({ name }) => name);
  const judgement = judgeCounts(
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
  if (!counted.some(({ name }) => tuned.includes(name))) return judgement;
  return {
    ...judgement,
    verdict: 'inconclusive',
    note: `in this profile the protocol gives every method as many trials (${TRIALS} a group of benchmarks), so that the counts say nothing of what each needs`,
    takes: 'profile standard, where BEL tries its families within a run, and plan ablation-regularizers there',
  };
}

export const trainingEffort: RunClaim = {
  about: 'runs',
  name: 'training-effort',
  statement: 'RLEL takes fewer trainings than BEL, each one’s search counted: of α and β, and of the code',
  place: 'abstract: an automated way to an encoding; results table, column BEL (best of several codes)',
  needs: 'BEL, and RLEL over a grid of α and β, with the same seeds (plan ablation-regularizers)',
  test: 'trainings of a seed: all that BEL chose among, and RLEL’s whole grid of α and β, or the protocol’s trials of each where it chose their settings; counted: supported when RLEL’s are fewer on every benchmark where both were searched, contradicted when on none, inconclusive where the protocol gives both as many. BEL tries six codes in the profiles that the protocol does not tune',
  measures: 'BEL’s trainings over RLEL’s',
  judge,
};

import { methodTitle } from '../colours';
import type { Study } from '../evidence';
import type { RunClaim } from './claim';
import { allRuns, type Judgement, NOT_RUN, type Verdict } from './claim';
import { pairwise } from './comparison';
import { CLAIMS_PROTOCOL } from './protocol';

const OTHERS = ['sa', 'ae', 'lel'];
const { alpha, most, leastSeeds } = CLAIMS_PROTOCOL;

/** On how many benchmarks RLEL's error is told to be below a method's, and above. */
function judge(study: Study): Judgement {
  const all = pairwise(study).filter(({ method }) => OTHERS.includes(method));
  const counts = OTHERS.map((method) => {
    const own = all.filter((one) => one.method === method);
    const told = own.filter(({ corrected, learned }) => learned && corrected !== null && corrected < alpha);
    const lower = told.filter(({ test }) => Number(test?.estimate) < 0).length;
    return { method, of: own.length, lower, higher: told.length - lower, tested: own.some(({ test }) => test) };
  });
  if (counts.some(({ of }) => of === 0)) return NOT_RUN;
  const runs = allRuns(all);
  const note = counts.map(
    (one) => `${methodTitle(one.method)}: lower on ${one.lower} of ${one.of}, higher on ${one.higher}`,
  );
  const takes = `at least ${leastSeeds} seeds of each benchmark`;
  if (!counts.every(({ tested }) => tested)) return { ...NOT_RUN, verdict: 'inconclusive', runs, takes };
  const isMost = (count: number, of: number): boolean => count > most * of;
  const verdict: Verdict = counts.every(({ lower, of }) => isMost(lower, of))
    ? 'supported'
    : counts.some(({ higher, of }) => isMost(higher, of))
      ? 'contradicted'
      : 'inconclusive';
  return { ...NOT_RUN, verdict, runs, note: note.join('; '), takes: 'more seeds of each benchmark' };
}

export const rlelSignificant: RunClaim = {
  about: 'runs',
  name: 'rlel-significant',
  statement: 'RLEL’s error is significantly below those of SA, AE and LEL on most benchmarks',
  place: 'results table, columns SA, AE, LEL and RLEL, read benchmark by benchmark',
  needs: `RLEL, SA, AE and LEL with the same ${leastSeeds} seeds or more`,
  test: 'number of benchmarks on which RLEL is lower by t over seeds, corrected by Holm over all benchmarks and methods (the table of pairwise comparisons); supported when it is more than half of them for each of the three, contradicted when RLEL is higher on more than half for one',
  measures: 'benchmarks',
  judge,
};

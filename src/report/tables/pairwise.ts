import { cohensD } from '../../statistics/effectSize';
import { mean, sampleStd } from '../../statistics/moments';
import { needed } from '../../statistics/needed';
import { pairwise } from '../claims/comparison';
import { inPercent, intervalInPercent } from '../claims/judge';
import { CLAIMS_PROTOCOL } from '../claims/protocol';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import type { Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { pValue, shown, withInterval } from './describe';
import { tableOf } from './tableOf';

const { alpha, leastSeeds, power, resolved } = CLAIMS_PROTOCOL;
/** The logarithm of the ratio that is to be resolved. */
const WANTED = Math.log1p(resolved / 100);

/** RLEL against each method on each benchmark: paired over seeds, corrected for the number of comparisons. */
export function pairwiseTable(study: Study): Table {
  requireStudy(study, 'pairwiseTable');
  const comparisons = pairwise(study);
  const tested = comparisons.filter(({ test }) => test).length;
  return tableOf(
    {
      name: nameIn(study, 'pairwise'),
      title: 'RLEL against each method, paired over seeds',
      caption: `RLEL’s test error against the other’s, % (geometric mean of ratios; below 0: RLEL is lower), on each benchmark by itself. From ${leastSeeds} seeds on with a 95 % interval and p by paired t, corrected by Holm over all ${tested} that are tested; with fewer there is no test. Cohen’s d is of the logarithms. “Seeds for”: how many would resolve a difference of ${resolved} % (power ${power}, α ${alpha}). “Learned”: both methods have learned the task; no claim counts the others. ${dataOf(study)}`,
      folded: true,
    },
    comparisons,
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['method', 'Against', ({ method }) => methodTitle(method)],
      ['seeds', 'Seeds', ({ effects }) => effects.length],
      [
        'difference',
        'Difference, %',
        ({ effects, test, runs }) => ({
          value: inPercent(mean(effects)),
          digits: 1,
          runs,
          ...(test ? withInterval(intervalInPercent(test), 1) : {}),
        }),
      ],
      ['p', 'p', ({ test }) => pValue(test?.p)],
      ['holm', 'p, Holm', ({ corrected }) => pValue(corrected)],
      ['d', 'Cohen’s d', ({ effects }) => shown(cohensD(effects), 1)],
      [
        'needed',
        `Seeds for ${resolved} %`,
        ({ effects }) => shown(needed({ difference: WANTED, std: sampleStd(effects), power, alpha }), 0),
      ],
      ['learned', 'Learned', ({ learned }) => (learned ? 'yes' : 'no')],
    ],
  );
}

import { logRatio, pairedStrata } from '../claims/comparison';
import { judgeRatio } from '../claims/judge';
import { errorEntries } from '../claims/ledger';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import { methodsOf, type Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { pValue, withInterval } from './describe';
import { tableOf } from './tableOf';

/**
 * RLEL against each method over benchmarks. What a claim is about is the ledger's; other methods are compared alike, without
 * a verdict. Null: nothing can be compared.
 */
export function acrossBenchmarksTable(study: Study): Table | null {
  requireStudy(study, 'acrossBenchmarksTable');
  const entries = errorEntries(study);
  const rows = methodsOf(study.runs)
    .filter((method) => method !== 'rlel')
    .flatMap((method) => {
      const strata = pairedStrata(study, 'rlel', method, logRatio);
      if (strata.length === 0) return [];
      const entry = entries.find(({ claim: { name } }) =>
        [`rlel-below-${method}`, `rlel-like-${method}`].includes(name),
      );
      const judgement = entry?.judgement ?? judgeRatio(strata, { below: 0 }, `rlel against ${method}`);
      return [{ method, benchmarks: strata.length, judgement, entry, runs: judgement.runs }];
    });
  if (rows.length === 0) return null;
  return tableOf(
    {
      name: nameIn(study, 'across-benchmarks'),
      title: 'RLEL against each method, over benchmarks',
      caption: `RLEL’s test error against the other’s, % (geometric mean of ratios, pairs of a seed; below 0: RLEL is lower), with 95 % intervals by t over benchmarks, which are a random factor; FLDx and FLDx_s, which share their images, count once. BCa: the bootstrap over benchmarks, a check. p is of the claim’s threshold, by itself and corrected by Holm over all claims about errors. ${dataOf(study)}`,
    },
    rows,
    [
      ['method', 'Against', ({ method }) => methodTitle(method)],
      ['verdict', 'Verdict', ({ entry, runs }) => (entry ? { text: entry.judgement.verdict, runs } : null)],
      ['benchmarks', 'Benchmarks', ({ benchmarks }) => benchmarks],
      [
        'difference',
        'Difference, %',
        ({ judgement: { effect }, runs }) => effect && { ...withInterval(effect, 1), runs },
      ],
      ['check', 'BCa, %', ({ judgement: { check }, runs }) => check && { ...withInterval(check, 1), runs }],
      ['threshold', 'Threshold, %', ({ judgement: { tests } }) => tests[0]?.against ?? null],
      ['p', 'p', ({ judgement: { tests } }) => pValue(tests[0]?.p)],
      ['holm', 'p, Holm', ({ judgement: { tests }, entry }) => (entry ? pValue(tests[0]?.corrected) : null)],
      ['claim', 'Claim', ({ entry }) => entry?.claim.name ?? null],
    ],
  );
}

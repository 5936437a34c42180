import { relativeDifferences } from '../claims/comparison';
import { judgeEffect } from '../claims/judge';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import type { Study } from '../evidence';
import { PAPER_IMPROVEMENT } from '../paper/results';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { withInterval } from './describe';
import { tableOf } from './tableOf';

const GENERIC = ['direct', 'multiclass'] as const;

/** RLEL's improvement over the generic approaches, by benchmark and over all. */
export function genericTable(study: Study): Table {
  requireStudy(study, 'genericTable');
  const rows = GENERIC.flatMap((method) => {
    const { effect, parts } = judgeEffect(relativeDifferences(study, 'rlel', method), {}, `generic ${method}`);
    return [
      ...parts.map((part) => ({ method, benchmark: part.name, effect: part.effect, paper: null })),
      { method, benchmark: 'all', effect, paper: PAPER_IMPROVEMENT[method] },
    ];
  });
  return tableOf(
    {
      name: nameIn(study, 'generic'),
      title: 'RLEL against the generic approaches',
      caption: `How much lower RLEL’s test error is, in % of the other’s, with 95 % bootstrap intervals over seeds (a benchmark’s seeds are resampled; “all” is the mean over benchmarks). The paper’s figures are of its own data. ${dataOf(study)}`,
    },
    rows,
    [
      ['other', 'Against', ({ method }) => methodTitle(method)],
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      [
        'improvement',
        'Improvement, %',
        ({ effect }) => effect && withInterval({ estimate: -effect.estimate, low: -effect.high, high: -effect.low }, 1),
      ],
      ['paper', 'Paper, %', ({ paper }) => paper],
    ],
  );
}

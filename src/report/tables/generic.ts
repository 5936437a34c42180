import { relativeDifferences } from '../claims/comparison';
import { judgeEffect } from '../claims/judge';
import { methodTitle } from '../colours';
import type { Table } from '../document';
import type { Study } from '../evidence';
import { PAPER_IMPROVEMENT } from '../paper/results';
import { dataOf, nameIn } from '../studyText';

const GENERIC = ['direct', 'multiclass'] as const;

/** RLEL's improvement over the generic approaches, by benchmark and over all. */
export function genericTable(study: Study): Table {
  const rows = GENERIC.flatMap((method) => {
    const { effect, parts } = judgeEffect(relativeDifferences(study, 'rlel', method), {}, `generic ${method}`);
    const row = (benchmark: string, one: typeof effect, paper: number | null) => ({
      other: methodTitle(method),
      benchmark,
      improvement: one && { value: -one.estimate, digits: 1, interval: [-one.high, -one.low] as const },
      paper,
    });
    return [...parts.map((part) => row(part.name, part.effect, null)), row('all', effect, PAPER_IMPROVEMENT[method])];
  });
  return {
    kind: 'table',
    name: nameIn(study, 'generic'),
    title: 'RLEL against the generic approaches',
    caption: `How much lower RLEL’s test error is, in % of the other’s, with 95 % bootstrap intervals over seeds (a benchmark’s seeds are resampled; “all” is the mean over benchmarks). The paper’s figures are of its own data. ${dataOf(study)}`,
    columns: [
      { key: 'other', label: 'Against' },
      { key: 'benchmark', label: 'Benchmark' },
      { key: 'improvement', label: 'Improvement, %' },
      { key: 'paper', label: 'Paper, %' },
    ],
    rows,
  };
}

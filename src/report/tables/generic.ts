import { NOT_RUN } from '../claims/claim';
import { errorEntries } from '../claims/ledger';
import { thresholdOf } from '../claims/protocol';
import { methodTitle } from '../colours';
import type { Measured, Table } from '../document';
import type { Study } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { tableOf } from './tableOf';

const GENERIC = ['direct', 'multiclass'] as const;
const DIGITS = 1;

/** RLEL's improvement over the generic approaches, by benchmark and over all, as the ledger has it. */
export function genericTable(study: Study): Table {
  requireStudy(study, 'genericTable');
  const entries = errorEntries(study);
  const rows = GENERIC.flatMap((method) => {
    const name = `rlel-below-${method}`;
    const { effect, parts, verdict, runs } = entries.find(({ claim }) => claim.name === name)?.judgement ?? NOT_RUN;
    return [
      ...parts.map((part) => ({
        method,
        benchmark: part.name,
        improvement: improvement(part.estimate, part.interval, part.runs),
        verdict: null,
        paper: null,
      })),
      {
        method,
        benchmark: 'all',
        improvement: effect && improvement(effect.estimate, [effect.low, effect.high], runs),
        verdict: { text: verdict, runs },
        paper: -Number(thresholdOf(name).claimed),
      },
    ];
  });
  return tableOf(
    {
      name: nameIn(study, 'generic'),
      title: 'RLEL against the generic approaches',
      caption: `How much lower RLEL’s test error is, in % of the other’s (geometric mean of ratios, pairs of a seed), with 95 % intervals: of a benchmark by t over seeds, of all by t over benchmarks, as in the ledger. The paper’s figures are of its own data. ${dataOf(study)}`,
    },
    rows,
    [
      ['other', 'Against', ({ method }) => methodTitle(method)],
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['improvement', 'Improvement, %', (row) => row.improvement],
      ['paper', 'Paper, %', ({ paper }) => paper],
      ['verdict', 'Verdict', ({ verdict }) => verdict],
    ],
  );
}

/** A difference in %, the other way round. */
const improvement = (
  estimate: number,
  interval: readonly [low: number, high: number] | null,
  runs: readonly string[],
): Measured => ({
  value: -estimate,
  digits: DIGITS,
  runs,
  ...(interval ? { interval: [-interval[1], -interval[0]] } : {}),
});

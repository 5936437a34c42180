import { textOf } from '../../benchmarks/departures';
import { allOf } from '../../benchmarks/request';
import { mean } from '../../statistics/moments';
import { logRatio } from '../claims/comparison';
import { inPercent } from '../claims/judge';
import { methodTitle } from '../colours';
import type { Measured, Table } from '../document';
import { benchmarksOf, type Evidence, groupBy, idsOf, methodsOf, type Study, tableRuns } from '../evidence';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { measuredError } from './describe';
import { tableOf } from './tableOf';

const DIGITS = 2;

/** Runs that depart from the profile alike, and those of the profile's own settings. */
interface Ablation {
  readonly own: readonly Evidence[];
  readonly usual: readonly Evidence[];
}

/**
 * Every configuration that departs from the profile's own settings, beside the profile's: by benchmark and method, then by the
 * settings that differ, and their values.
 */
export function ablationTable(study: Study): Table | null {
  requireStudy(study, 'ablationTable');
  const runs = study.runs.filter(({ changes }) => changes.size > 0);
  const groups = groupBy(runs, ({ config, changes }) =>
    JSON.stringify([config.benchmark, config.method, [...changes]]),
  );
  if (groups.size === 0) return null;
  const ablations = [...groups.values()].map((own): Ablation => {
    const [{ config }] = own;
    return { own, usual: tableRuns(study, config.benchmark, config.method) };
  });
  return tableOf(
    {
      name: nameIn(study, 'ablations'),
      title: 'All runs whose settings are not the profile’s',
      caption: `Test error, mean ± standard deviation over seeds; in brackets what the profile has. Difference: to the error with the profile’s settings, %, geometric mean over the seeds that both have. ${dataOf(study)}`,
      folded: true,
    },
    inOrder(ablations, benchmarksOf(runs), methodsOf(runs)),
    [
      ['benchmark', 'Benchmark', ({ own: [{ config }] }) => config.benchmark],
      ['method', 'Method', ({ own: [{ config }] }) => methodTitle(config.method)],
      ['settings', 'What differs', differing],
      ['seeds', 'Seeds', ({ own }) => own.length],
      ['error', 'Test error', ({ own }) => measuredError(own, DIGITS)],
      ['usual', 'With the profile’s settings', ({ usual }) => measuredError(usual, DIGITS)],
      ['difference', 'Difference, %', difference],
    ],
  );
}

/** Numbers by size, all else by its text. */
function inOrder(
  ablations: readonly Ablation[],
  benchmarks: readonly string[],
  methods: readonly string[],
): readonly Ablation[] {
  const placeOf = ({ own: [{ config, changes }] }: Ablation): (number | string)[] => [
    benchmarks.indexOf(config.benchmark),
    methods.indexOf(config.method),
    [...changes.keys()].join(' '),
    ...[...changes.values()].map((value) => (typeof value === 'number' ? value : textOf(value))),
  ];
  const compare = (a: readonly (number | string)[], b: readonly (number | string)[]): number => {
    const at = a.findIndex((value, i) => value !== b[i]);
    return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
  };
  return ablations
    .map((one) => ({ one, place: placeOf(one) }))
    .sort((a, b) => compare(a.place, b.place))
    .map(({ one }) => one);
}

/** "beta 0 (0.003), theta 5 (10)". */
function differing({ own: [{ changes }], usual }: Ablation): string {
  const profile = usual.length > 0 ? allOf(usual[0].config) : new Map<string, unknown>();
  return [...changes]
    .map(([key, value]) => `${key} ${textOf(value)}${profile.has(key) ? ` (${textOf(profile.get(key))})` : ''}`)
    .join(', ');
}

function difference({ own, usual }: Ablation): Measured | null {
  const pairs = own.flatMap((run): [Evidence, Evidence][] => {
    const other = usual.find(({ config }) => config.seed === run.config.seed);
    return other ? [[run, other]] : [];
  });
  if (pairs.length === 0) return null;
  const value = inPercent(mean(pairs.map(([run, other]) => logRatio(run, other))));
  return { value, digits: 1, runs: idsOf(pairs.flat()) };
}

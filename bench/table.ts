import type { OperationCost } from './messages';
import { type CaseRow, nameOf, type SideRow } from './report';
import type { Spread } from './statistics';

const seconds = (value: number): string =>
  value < 1 ? `${(1000 * value).toPrecision(3)} ms` : `${value.toPrecision(3)} s`;
const throughput = (value: number): string => (value < 100 ? value.toPrecision(3) : value.toFixed(0));
const ratio = ({ median, low, high }: Spread): string =>
  `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
const share = ({ median, low, high }: Spread): string =>
  `${(100 * median).toFixed(1)} % (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;

/** Times, throughput and memory of each case's sides. */
export function timesTable(rows: readonly CaseRow[]): string {
  const lines = rows.flatMap(({ title, batch, sides }) =>
    sides.map((side, i) => `| ${[i === 0 ? title : '', ...sideCells(side, batch)].join(' | ')} |`),
  );
  return [
    '| case | side | time, quartiles over rounds | processor time | images/s | this kit’s time over it | peak memory |',
    '| --- | --- | --: | --: | --: | --: | --: |',
    ...lines,
  ].join('\n');
}

function sideCells({ side, seconds: time, processor, ratio: over, peakMemory }: SideRow, batch: number): string[] {
  return [
    nameOf(side),
    `${seconds(time.median)} (${seconds(time.low)} to ${seconds(time.high)})`,
    processor === null ? '' : seconds(processor),
    throughput(batch / time.median),
    over ? ratio(over) : '1',
    peakMemory === null ? '' : `${(peakMemory / 2 ** 30).toFixed(2)} GiB`,
  ];
}

/** Each target with what was measured. */
export function targetsTable(rows: readonly CaseRow[]): string {
  const lines = rows.flatMap(({ title, verdicts }) =>
    verdicts.map(({ what, over, share: isShare, ratio: measured, atMost, met }) => {
      const figures = isShare
        ? [share(measured), `${100 * atMost} %`]
        : [ratio(measured), String(Number(atMost.toFixed(2)))];
      return `| ${[title, what, over, ...figures, met ? 'met' : '**not met**'].join(' | ')} |`;
    }),
  );
  return [
    '| case | this kit’s | over that of | ratio, quartiles over rounds | target: at most | |',
    '| --- | --- | --- | --: | --: | --- |',
    ...lines,
  ].join('\n');
}

/** How long this kit takes to compile what it runs. */
export function compilingTable(rows: readonly CaseRow[]): string {
  const lines = rows.flatMap(({ title, compiling }) =>
    compiling === null ? [] : [`| ${title} | ${seconds(compiling)} |`],
  );
  return ['| case | compiled in |', '| --- | --: |', ...lines].join('\n');
}

/** Operations that take less than this share of a step are one row. */
const SMALL_SHARE = 0.01;

/** The operations of each training step, the costliest first. */
export function profileTable(rows: readonly CaseRow[]): string {
  const lines = rows.flatMap(({ title, profile }) => {
    if (!profile) return [];
    const sum = (of: (cost: OperationCost) => number, costs = profile) =>
      costs.reduce((total, cost) => total + of(cost), 0);
    const total = sum((cost) => cost.seconds);
    const large = profile.filter((cost) => cost.seconds >= SMALL_SHARE * total);
    const small = profile.filter((cost) => cost.seconds < SMALL_SHARE * total);
    const rest = { name: `${small.length} others`, calls: 0, seconds: 0, bytes: 0 };
    for (const field of ['calls', 'seconds', 'bytes'] as const) rest[field] = sum((cost) => cost[field], small);
    const all = { name: 'all', calls: sum((cost) => cost.calls), seconds: total, bytes: sum((cost) => cost.bytes) };
    return [...large, ...(small.length > 0 ? [rest] : []), all].map((cost, i) => {
      const share = `${((100 * cost.seconds) / total).toFixed(0)} %`;
      const cells = [i === 0 ? title : '', cost.name, cost.calls, seconds(cost.seconds), share, megabytes(cost.bytes)];
      return `| ${cells.join(' | ')} |`;
    });
  });
  return [
    '| case | operation | calls | time | share | read and written |',
    '| --- | --- | --: | --: | --: | --: |',
    ...lines,
  ].join('\n');
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

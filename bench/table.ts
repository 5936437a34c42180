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
    '| case | side | time, quartiles over rounds | images/s | this kit’s time over it | peak memory |',
    '| --- | --- | --: | --: | --: | --: |',
    ...lines,
  ].join('\n');
}

function sideCells({ side, seconds: time, ratio: over, peakMemory }: SideRow, batch: number): string[] {
  return [
    nameOf(side),
    `${seconds(time.median)} (${seconds(time.low)} to ${seconds(time.high)})`,
    throughput(batch / time.median),
    over ? ratio(over) : '1',
    peakMemory === null ? '' : `${(peakMemory / 2 ** 30).toFixed(2)} GiB`,
  ];
}

/** Each target with what was measured. */
export function targetsTable(rows: readonly CaseRow[]): string {
  const lines = rows.flatMap(({ title, verdicts }) =>
    verdicts.map(({ over, ratio: measured, atMost, met }) => {
      const isShare = over.startsWith('a whole step');
      const figures = isShare ? [share(measured), `${100 * atMost} %`] : [ratio(measured), String(atMost)];
      return `| ${[title, over, ...figures, met ? 'met' : '**not met**'].join(' | ')} |`;
    }),
  );
  return [
    '| case | this kit’s time over that of | ratio, quartiles over rounds | target: at most | |',
    '| --- | --- | --: | --: | --- |',
    ...lines,
  ].join('\n');
}

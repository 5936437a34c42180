import Papa from 'papaparse';
import type { SummaryRow } from './summary';

const figure = (value: number | null): string =>
  value === null ? '' : Number.isFinite(value) ? value.toFixed(3) : 'n/a';

/** Markdown, the lowest mean of each benchmark, data source and profile in bold. */
export function markdownTable(rows: readonly SummaryRow[]): string {
  const group = ({ benchmark, source, profile }: SummaryRow) => [benchmark, source, profile].join();
  const isBest = (row: SummaryRow) =>
    Number.isFinite(row.mean) && rows.every((other) => group(other) !== group(row) || !(other.mean < row.mean));
  const lines = rows.map((row) => {
    const error = `${figure(row.mean)}${row.std === null ? '' : ` ± ${figure(row.std)}`}`;
    const cells = [
      row.benchmark,
      row.source,
      row.profile,
      row.method,
      row.seeds.length,
      `${row.metric}, ${row.unit}`,
      isBest(row) ? `**${error}**` : error,
      figure(row.constant),
      row.trainings,
      row.seconds.toFixed(1),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| benchmark | data | profile | method | seeds | metric | test error (mean ± std) | constant predictor | trainings a run | seconds a run |',
    '| --- | --- | --- | --- | --: | --- | --: | --: | --: | --: |',
    ...lines,
    '',
    'Every figure comes from runs in the store (`rlel runs`). On synthetic twins, or in profiles other than `paper`, methods',
    'can be compared with each other, never with the figures that the paper gives for its own data.',
    '',
  ].join('\n');
}

/** CSV with unrounded figures. */
export function csvTable(rows: readonly SummaryRow[]): string {
  const flat = rows.map(({ seeds, errors, ...row }) => ({ ...row, seeds: seeds.join(' '), errors: errors.join(' ') }));
  return `${Papa.unparse(flat, { newline: '\n' })}\n`;
}

import type { Interval } from '../../statistics/interval';
import { requireEntries } from '../requireStudy';
import type { LedgerEntry } from './ledger';

/** A claim with its verdict, how it is tested, and its effect over all and by benchmark, as Markdown. */
export function claimText(entry: LedgerEntry): string {
  requireEntries([entry], 'claimText');
  const { claim, judgement, source, profile } = entry;
  const { verdict, effect, parts, runs, note } = judgement;
  const from = profile
    ? `${runs} runs, data ${source}, profile ${profile}`
    : source === 'paper'
      ? 'the paper’s table'
      : '';
  const rows = [...(effect ? [{ name: '**all**', effect }] : []), ...parts];
  return [
    `### ${claim.statement}`,
    `**${verdict}**${from && ` by ${from}`}. Claimed in: ${claim.place}.${note && ` ${note}`}`,
    `*Test.* ${claim.test}${verdict === 'not run' && claim.about === 'runs' ? ` Needs: ${claim.needs}.` : ''}`,
    ...(rows.length > 0
      ? [`| | ${claim.measures} | 95 % interval |\n| --- | --: | --- |\n${rows.map(line).join('\n')}`]
      : []),
  ].join('\n\n');
}

const line = ({ name, effect: { estimate, low, high } }: { name: string; effect: Interval }): string =>
  `| ${name} | ${estimate.toFixed(2)} | ${low.toFixed(2)} to ${high.toFixed(2)} |`;

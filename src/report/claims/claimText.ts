import { pText } from '../pText';
import { requireEntries } from '../requireStudy';
import type { Judgement, Part } from './claim';
import type { LedgerEntry } from './ledger';

/** A claim with its verdict, how it is tested, and its effect over all and by benchmark, as Markdown. */
export function claimText(entry: LedgerEntry): string {
  requireEntries([entry], 'claimText');
  const { claim, judgement, source, profile } = entry;
  const { verdict, effect, check, parts, runs, note } = judgement;
  const from = profile
    ? `${runs.length} runs, data ${source}, profile ${profile}`
    : source === 'paper'
      ? 'the paper’s table'
      : '';
  const rows = [
    ...(effect ? [row('**all**', effect.estimate, [effect.low, effect.high])] : []),
    ...(check ? [row('all, BCa bootstrap', check.estimate, [check.low, check.high])] : []),
    ...parts.map(({ name, estimate, interval }: Part) => row(name, estimate, interval)),
  ];
  const takes = takesText(judgement);
  return [
    `### ${claim.statement}`,
    `**${verdict}**${from && ` by ${from}`}. Claimed in: ${claim.place}.${note && ` ${note}.`}${takes && ` To decide it takes: ${takes}.`}`,
    `*Test.* ${claim.test}.${testsText(judgement)}${verdict === 'not run' && claim.about === 'runs' ? ` Needs: ${claim.needs}.` : ''}`,
    ...(rows.length > 0 ? [`| | ${claim.measures} | 95 % interval |\n| --- | --: | --- |\n${rows.join('\n')}`] : []),
  ].join('\n\n');
}

/** "p 0.004 (Holm 0.030) against 0.", for each value that the effect was tested against. */
const testsText = ({ tests }: Judgement): string =>
  tests.map(({ against, p, corrected }) => ` p ${pText(p)} (Holm ${pText(corrected)}) against ${against}.`).join('');

/** What it would take to decide; empty where it is decided. */
export const takesText = ({ verdict, takes }: Judgement): string =>
  verdict === 'inconclusive' || verdict === 'not learned' ? takes : '';

const row = (name: string, estimate: number, interval: Part['interval']): string =>
  `| ${name} | ${estimate.toFixed(2)} | ${interval ? `${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}` : '–'} |`;

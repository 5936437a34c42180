import type { Interval } from '../../statistics/interval';
import type { Verdict } from '../claims/claim';
import type { LedgerEntry } from '../claims/ledger';
import type { Overview, Said } from '../document';
import { groupBy } from '../evidence';
import { requireEntries } from '../requireStudy';
import { type ColumnOf, tableOf } from './tableOf';

/** What a verdict is by: the kind of data, as a heading, and in a sentence. */
const SOURCES: Readonly<Record<string, readonly [heading: string, phrase: string]>> = {
  'twin (synthetic)': ['Twins', 'on twins (synthetic)'],
  open: ['Photographs', 'on photographs (open data)'],
  official: ['Photographs, the paper’s', 'on photographs (the paper’s data)'],
  paper: ['Paper’s table', 'by the paper’s own table'],
};

/** Claims that hold somewhere come first, then those that are decided, then the others. */
const ORDER: readonly Verdict[] = [
  'supported',
  'contradicted',
  'smaller than claimed',
  'inconclusive',
  'not learned',
  'not run',
];

const nameOf = ({ source, profile }: LedgerEntry): string => `${source} ${profile}`;

/** How many claims hold, by each study and by the paper's table, and a line a claim: its verdicts first, claims that hold on top. */
export function claimsOverview(entries: readonly LedgerEntry[]): Overview {
  requireEntries(entries, 'claimsOverview');
  const bySource = [...groupBy(entries, nameOf).values()].sort(
    ([a], [b]) => Number(a.source === 'paper') - Number(b.source === 'paper'),
  );
  const claims = [...groupBy(entries, ({ claim }) => claim.name).values()].sort((a, b) => rankOf(a) - rankOf(b));
  const profiles = groupBy(bySource, ([{ source }]) => source);
  const headingOf = ({ source, profile }: LedgerEntry): string => {
    const [heading] = SOURCES[source] ?? [source];
    return (profiles.get(source) ?? []).length > 1 ? `${heading}, ${profile}` : heading;
  };
  const verdicts = bySource.map(
    ([first], i): ColumnOf<readonly LedgerEntry[]> => [
      `verdict${i + 1}`,
      headingOf(first),
      (own) => verdictOf(own.find((entry) => nameOf(entry) === nameOf(first))),
    ],
  );
  return {
    counts: bySource.map(countsOf),
    table: tableOf(
      {
        name: 'verdicts',
        title: 'Which claims hold',
        caption:
          'Effects with 95 % intervals; the ledger of claims has what they are of, and how each is tested. A verdict opens the runs that it stands on.',
      },
      claims,
      [
        ...verdicts,
        ['statement', 'Claim', ([{ claim }]) => claim.statement],
        ['effect', 'Effect', (own) => effectsOf(own, headingOf)],
      ],
    ),
  };
}

/** A claim's place among the others, by the best of its verdicts. */
const rankOf = (own: readonly LedgerEntry[]): number =>
  Math.min(...own.map(({ judgement }) => ORDER.indexOf(judgement.verdict)));

const verdictOf = (entry: LedgerEntry | undefined): Said | null =>
  entry ? { text: entry.judgement.verdict, runs: entry.judgement.runs } : null;

/** "9 of 22 claims hold on twins (synthetic), profile quick: 2 contradicted, 11 inconclusive". */
function countsOf(entries: readonly LedgerEntry[]): string {
  const [{ source, profile }] = entries;
  const byVerdict = groupBy(entries, ({ judgement }) => judgement.verdict);
  const others = [...byVerdict]
    .filter(([verdict]) => verdict !== 'supported')
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([verdict, { length }]) => `${length} ${verdict}`);
  const where = `${SOURCES[source]?.[1] ?? `on ${source}`}${profile && `, profile ${profile}`}`;
  const holding = byVerdict.get('supported')?.length ?? 0;
  return `${holding} of ${entries.length} claims hold ${where}${others.length > 0 ? `: ${others.join(', ')}` : ''}`;
}

/**
 * "−19.1 % [−24.3, −13.5]"; where benchmarks are too few to be averaged, the effect on each that has an interval. Where several
 * studies judge the claim, each effect after the data that it is of.
 */
function effectsOf(entries: readonly LedgerEntry[], headingOf: (entry: LedgerEntry) => string): string | null {
  const found = entries.flatMap((entry) => {
    const { effect, parts } = entry.judgement;
    const { measures } = entry.claim;
    const text = effect
      ? effectText(effect, measures)
      : parts
          .flatMap(({ name, estimate, interval, learned }) => {
            if (!interval || learned === false) return [];
            const [low, high] = interval;
            return `${name} ${effectText({ estimate, low, high }, measures)}`;
          })
          .join(', ');
    if (text === '') return [];
    return [entries.length > 1 ? `${headingOf(entry)}: ${text}` : text];
  });
  return found.join('; ') || null;
}

function effectText({ estimate, low, high }: Interval, measures: string): string {
  const percent = measures.endsWith('%');
  const [middle, from, to] = [estimate, low, high].map((value) => value.toFixed(percent ? 1 : 2).replace('-', '−'));
  return `${middle}${percent ? ' %' : ''} [${from}, ${to}]`;
}

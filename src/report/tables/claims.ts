import type { LedgerEntry } from '../claims/ledger';
import type { Table } from '../document';

/** The claims with their verdicts. */
export function claimsTable(entries: readonly LedgerEntry[]): Table {
  return {
    kind: 'table',
    name: 'claims',
    title: 'The paper’s claims',
    caption:
      'Verdicts by the stored predictions. They hold for the data source and profile that they name, and for nothing else; on synthetic twins they say how the methods behave there, not on the paper’s data. “Inconclusive”: the interval reaches over the threshold.',
    columns: [
      { key: 'claim', label: 'Claim' },
      { key: 'statement', label: 'Statement' },
      { key: 'verdict', label: 'Verdict' },
      { key: 'effect', label: 'Effect' },
      { key: 'unit', label: 'What it is' },
      { key: 'data', label: 'Data' },
      { key: 'profile', label: 'Profile' },
      { key: 'runs', label: 'Runs' },
      { key: 'place', label: 'In the paper' },
      { key: 'test', label: 'Test' },
      { key: 'needs', label: 'Needs' },
      { key: 'note', label: 'Note' },
    ],
    rows: entries.map(({ claim, judgement: { verdict, effect, runs, note }, source, profile }) => ({
      claim: claim.name,
      statement: claim.statement,
      verdict,
      effect: effect && { value: effect.estimate, interval: [effect.low, effect.high] as const, digits: 2 },
      unit: claim.measures,
      data: source === 'paper' ? 'the paper’s figures' : source,
      profile: profile || null,
      runs: claim.about === 'runs' ? runs : null,
      place: claim.place,
      test: claim.test,
      needs: claim.about === 'runs' ? claim.needs : null,
      note: note || null,
    })),
  };
}

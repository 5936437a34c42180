import type { Claim } from '../claims/claim';
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
      note: note || null,
    })),
  };
}

/** How each claim is tested. */
export function claimTestsTable(claims: readonly Claim[]): Table {
  return {
    kind: 'table',
    name: 'claim-tests',
    title: 'How each claim is tested',
    caption: 'Where the paper makes it, the runs that it needs, what is computed, and the threshold of its verdict.',
    columns: [
      { key: 'claim', label: 'Claim' },
      { key: 'place', label: 'In the paper' },
      { key: 'needs', label: 'Needs' },
      { key: 'test', label: 'Test' },
    ],
    rows: claims.map((claim) => ({
      claim: claim.name,
      place: claim.place,
      needs: claim.about === 'runs' ? claim.needs : 'the paper’s printed figures',
      test: claim.test,
    })),
  };
}

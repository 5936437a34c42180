import { requireArray, requireObject } from '../../input/check';
import type { Claim } from '../claims/claim';
import { takesText } from '../claims/claimText';
import type { LedgerEntry } from '../claims/ledger';
import { thresholdOf } from '../claims/protocol';
import type { Table } from '../document';
import { requireEntries } from '../requireStudy';
import { pValue, withInterval } from './describe';
import { tableOf } from './tableOf';

/** The claims with their verdicts. */
export function claimsTable(entries: readonly LedgerEntry[]): Table {
  requireEntries(entries, 'claimsTable');
  return tableOf(
    {
      name: 'claims',
      title: 'The paper’s claims',
      caption:
        'Verdicts by the stored predictions. They hold for the data source and profile that they name, and for nothing else; on synthetic twins they say how the methods behave there, not on the paper’s data. Effects with 95 % intervals, by t over benchmarks; beside them the bootstrap over benchmarks (BCa), which is a check. p is corrected by Holm over the claims about errors. “Smaller than claimed”: the effect is told to fall short of the paper’s figure. “Inconclusive”: it cannot be told; “It takes” says what would decide if the effect is as large as here.',
    },
    entries,
    [
      ['claim', 'Claim', ({ claim }) => claim.name],
      ['statement', 'Statement', ({ claim }) => claim.statement],
      ['verdict', 'Verdict', ({ judgement: { verdict, runs } }) => ({ text: verdict, runs })],
      ['data', 'Data', ({ source }) => (source === 'paper' ? 'the paper’s figures' : source)],
      ['profile', 'Profile', ({ profile }) => profile || null],
      ['effect', 'Effect', ({ judgement: { effect, runs } }) => effect && { ...withInterval(effect, 2), runs }],
      ['check', 'BCa', ({ judgement: { check, runs } }) => check && { ...withInterval(check, 2), runs }],
      ['p', 'p, Holm', ({ judgement: { tests } }) => pValue(tests[0]?.corrected)],
      ['claimed', 'Paper', ({ claim }) => thresholdOf(claim.name).claimed ?? null],
      ['unit', 'What it is', ({ claim }) => claim.measures],
      ['count', 'Runs', ({ claim, judgement }) => (claim.about === 'runs' ? judgement.runs.length : null)],
      ['takes', 'It takes', ({ judgement }) => takesText(judgement) || null],
      ['note', 'Note', ({ judgement }) => judgement.note || null],
    ],
  );
}

/** How each claim is tested. */
export function claimTestsTable(claims: readonly Claim[]): Table {
  requireArray(claims, 'claimTestsTable: claims');
  for (const claim of claims) requireObject(claim, 'claimTestsTable: a claim', ['statement', 'test', 'judge']);
  return tableOf(
    {
      name: 'claim-tests',
      title: 'How each claim is tested',
      caption: 'Where the paper makes it, the runs that it needs, what is computed, and the threshold of its verdict.',
      folded: true,
    },
    claims,
    [
      ['claim', 'Claim', ({ name }) => name],
      ['place', 'In the paper', ({ place }) => place],
      ['needs', 'Needs', (claim) => (claim.about === 'runs' ? claim.needs : 'the paper’s printed figures')],
      ['test', 'Test', ({ test }) => test],
    ],
  );
}

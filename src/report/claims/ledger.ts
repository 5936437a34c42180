import { requireArray } from '../../input/check';
import type { Study } from '../evidence';
import { requireEntries, requireStudy } from '../requireStudy';
import { type Claim, type Judgement, NOT_RUN } from './claim';
import { allClaims } from './index';

/** A claim's verdict by one study, or by the paper's table. */
export interface LedgerEntry {
  readonly claim: Claim;
  readonly judgement: Judgement;
  /** Data source and profile. */
  readonly source: string;
  readonly profile: string;
}

/** Judges every claim by every study; claims about the paper's table once. */
export function ledger(studies: readonly Study[]): LedgerEntry[] {
  requireArray(studies, 'ledger: studies');
  for (const study of studies) requireStudy(study, 'ledger');
  return allClaims().flatMap((claim): LedgerEntry[] => {
    if (claim.about === 'the paper’s table') {
      return [{ claim, judgement: claim.judge(), source: 'paper', profile: '' }];
    }
    if (studies.length === 0) return [{ claim, judgement: NOT_RUN, source: 'none', profile: '' }];
    return studies.map((study) => ({
      claim,
      judgement: claim.judge(study),
      source: study.source,
      profile: study.profile,
    }));
  });
}

/** 1: a claim is not supported; 2: some cannot be told with these runs; 0: all are supported. */
export function exitStatus(entries: readonly LedgerEntry[]): 0 | 1 | 2 {
  requireEntries(entries, 'exitStatus');
  const verdicts = entries.map(({ judgement }) => judgement.verdict);
  if (verdicts.includes('not supported')) return 1;
  return verdicts.every((verdict) => verdict === 'supported') ? 0 : 2;
}

/** The ledger for other programs. */
export const ledgerJson = (entries: readonly LedgerEntry[]) =>
  entries.map(({ claim: { judge, ...claim }, judgement, source, profile }) => ({
    ...claim,
    ...judgement,
    source,
    profile: profile || null,
  }));

import { requireArray } from '../../input/check';
import { holm } from '../../statistics/holm';
import type { Study } from '../evidence';
import { requireEntries, requireJudgement, requireStudy } from '../requireStudy';
import { type Claim, type Judgement, NOT_RUN, noteOf, type Test } from './claim';
import { allClaims } from './index';
import { verdictOf } from './judge';
import { CLAIMS_PROTOCOL, FAMILIES, thresholdOf } from './protocol';

/** A claim's verdict by one study, or by the paper's table. */
export interface LedgerEntry {
  readonly claim: Claim;
  readonly judgement: Judgement;
  /** Data source and profile. */
  readonly source: string;
  readonly profile: string;
}

/** Judges every claim by every study, claims about the paper's table once, and corrects each family for its number of tests. */
export function ledger(studies: readonly Study[]): LedgerEntry[] {
  requireArray(studies, 'ledger: studies');
  for (const study of studies) requireStudy(study, 'ledger');
  const claims = allClaims();
  const ofTable = correctFamilies(
    claims.flatMap((claim): LedgerEntry[] =>
      claim.about === 'runs' ? [] : [{ claim, judgement: claim.judge(), source: 'paper', profile: '' }],
    ),
  );
  const ofStudies = studies.flatMap((study) => judgedBy(study, claims));
  return claims.flatMap((claim): LedgerEntry[] => {
    if (claim.about === 'runs' && studies.length === 0)
      return [{ claim, judgement: NOT_RUN, source: 'none', profile: '' }];
    return [...ofTable, ...ofStudies].filter((entry) => entry.claim === claim);
  });
}

/** The judgements of a study's claims about errors, as the ledger has them: what tables say of methods stands on them. */
export const errorEntries = (study: Study): LedgerEntry[] =>
  judgedBy(
    study,
    allClaims().filter(({ name }) => Object.hasOwn(CLAIMS_PROTOCOL.errors, name)),
  );

const judgedBy = (study: Study, claims: readonly Claim[]): LedgerEntry[] =>
  correctFamilies(
    claims.flatMap((claim): LedgerEntry[] => {
      if (claim.about !== 'runs') return [];
      const judgement = claim.judge(study);
      requireJudgement(judgement, `Claim "${claim.name}": its judgement`);
      return [{ claim, judgement, source: study.source, profile: study.profile }];
    }),
  );

/** Holm's correction over the tests of each family, and the verdicts by it. @param entries of one study. */
function correctFamilies(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const corrected = new Map<Test, number>();
  for (const family of FAMILIES) {
    const tests = entries
      .filter(({ claim }) => family.includes(claim.name))
      .flatMap(({ judgement }) => judgement.tests);
    holm(tests.map(({ p }) => p)).forEach((p, i) => corrected.set(tests[i], p));
  }
  return entries.map((entry) => ({ ...entry, judgement: correctedBy(corrected, entry) }));
}

function correctedBy(corrected: ReadonlyMap<Test, number>, { claim, judgement }: LedgerEntry): Judgement {
  const { effect, tests, note } = judgement;
  if (!effect || !tests.some((test) => corrected.has(test))) return judgement;
  const own = tests.map((test) => ({ ...test, corrected: corrected.get(test) ?? test.p }));
  const verdict = verdictOf(effect.estimate, thresholdOf(claim.name), own);
  if (verdict === judgement.verdict) return { ...judgement, tests: own };
  const why = `by itself "${judgement.verdict}", but not among the tests of its family (Holm)`;
  return { ...judgement, verdict, tests: own, note: noteOf(note, why) };
}

/** 1: a claim does not hold as it is made; 2: some cannot be told with these runs; 0: all are supported. */
export function exitStatus(entries: readonly LedgerEntry[]): 0 | 1 | 2 {
  requireEntries(entries, 'exitStatus');
  const verdicts = entries.map(({ judgement }) => judgement.verdict);
  if (verdicts.some((verdict) => verdict === 'contradicted' || verdict === 'smaller than claimed')) return 1;
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

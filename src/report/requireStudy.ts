import { requireArray, requireObject } from '../input/check';

/** @throws RlelError unless it is a study. */
export function requireStudy(study: unknown, who: string): void {
  requireObject(
    study,
    `${who}: study`,
    ['source', 'profile', 'runs'],
    'a study, as loadStudy and loadOrTrainAll give it,',
  );
  requireEvidence((study as { runs: unknown }).runs, who);
}

/** @throws RlelError unless they are runs of a study, at least `least`. */
export function requireEvidence(runs: unknown, who: string, least = 0): void {
  requireArray(runs, `${who}: runs`, least);
  for (const run of runs as unknown[])
    requireObject(
      run,
      `${who}: a run`,
      ['config', 'result', 'test', 'sampleErrors'],
      'a run, as loadOrTrain gives it,',
    );
}

/** @throws RlelError unless they are entries of the ledger. */
export function requireEntries(entries: unknown, who: string): void {
  requireArray(entries, `${who}: entries`);
  for (const entry of entries as unknown[])
    requireObject(entry, `${who}: an entry`, ['claim', 'judgement'], 'an entry, as ledger gives it,');
}

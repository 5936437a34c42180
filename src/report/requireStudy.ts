import { requireArray, requireFunction, requireNumber, requireObject, requireText } from '../input/check';
import { requireConfig } from '../store/runConfig';

/** What it is, is looked at here. */
type Unknown = Readonly<Record<string, unknown>>;

/** @throws RlelError unless it is a study. */
export function requireStudy(study: unknown, who: string): void {
  requireObject(
    study,
    `${who}: study`,
    ['source', 'profile', 'runs'],
    'a study, as loadStudy and loadOrTrainAll give it,',
  );
  requireEvidence((study as Unknown).runs, who);
}

/** Runs that were looked at: tables, figures and claims ask for the same ones, again and again. */
const known = new WeakSet<Unknown>();
const OF_RUN = ['config', 'result', 'folder', 'samples', 'error', 'changes'];

/** @throws RlelError unless they are runs of a study, at least `least`. */
export function requireEvidence(runs: unknown, who: string, least = 0): void {
  requireArray(runs, `${who}: runs`, least);
  for (const run of runs as Unknown[]) {
    if (known.has(run)) continue;
    requireObject(run, `${who}: a run`, OF_RUN, 'a run, as loadOrTrain gives it,');
    requireConfig(run.config, `${who}: a run`);
    requireObject(run.result, `${who}: a run’s result`, ['metric', 'unit', 'metrics']);
    requireText(run.folder, `${who}: a run’s folder`);
    requireFunction(run.samples, `${who}: a run’s samples`);
    requireNumber(run.error, `${who}: a run’s error`, 0);
    requireObject(run.changes, `${who}: a run’s changes`, ['size', 'get'], 'a Map');
    known.add(run);
  }
}

/** @throws RlelError unless it is a judgement. */
export function requireJudgement(judgement: unknown, who: string): void {
  requireObject(judgement, who, ['verdict', 'effect', 'check', 'tests', 'parts', 'runs', 'note', 'takes']);
  for (const key of ['tests', 'parts', 'runs']) requireArray((judgement as Unknown)[key], `${who}.${key}`);
}

/** @throws RlelError unless they are entries of the ledger. */
export function requireEntries(entries: unknown, who: string): void {
  requireArray(entries, `${who}: entries`);
  for (const entry of entries as Unknown[]) {
    requireObject(entry, `${who}: an entry`, ['claim', 'judgement'], 'an entry, as ledger gives it,');
    requireObject(entry.claim, `${who}: an entry’s claim`, ['name', 'statement', 'place']);
    requireJudgement(entry.judgement, `${who}: an entry’s judgement`);
  }
}

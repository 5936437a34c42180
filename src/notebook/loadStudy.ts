import { DATA_SOURCES, type DataSource } from '../datasets/dataset';
import { RlelError } from '../errors';
import { requireOneOf, requireOptions } from '../input/check';
import { methodNames } from '../methods/registry';
import { benchmarksOf, type Evidences, readEvidence, requireRuns, type Study, tableRuns } from '../report/evidence';
import { PAPER_BENCHMARKS } from '../report/paper/results';
import { sourceWord } from '../report/studyText';
import { otherCode } from '../runs/otherCode';
import { RunStore } from '../store/store';
import type { NotebookPlaces } from './loadOrTrain';
import { notebookProfile, notebookResults, shortPath } from './settings';
import { showMarkdown } from './showMarkdown';
import { showProgress } from './showProgress';

/** What is said of a store before its figures: problems are listed up to this many. */
const LISTED = 5;

/** Which study of a store. */
export interface StudyChoice extends Pick<NotebookPlaces, 'results'> {
  /** Of runs on these data; left out: the study of the most runs. */
  readonly source?: DataSource;
}

/**
 * All finished runs of a store on one source of data, in the profile of the notebooks (RLEL_PROFILE), for tables and figures of
 * the whole study. What is missing or damaged is said below the cell.
 * @throws RlelError when there is no such run, or outside a notebook.
 */
export function loadStudy(choice: StudyChoice = {}): Study {
  requireOptions(choice, 'loadStudy: choice', [], ['results', 'source']);
  const { source, ...places } = choice;
  if (source !== undefined) requireOneOf(source, 'loadStudy: source', DATA_SOURCES);
  const { studies, problems } = readStudies(places);
  const study = studies.find((one) => source === undefined || sourceWord(one) === source);
  if (!study) {
    throw new RlelError(
      `loadStudy: source "${source}": the runs in the profile ${studies[0].profile} are on ${studies.map((one) => one.source).join(' and ')}. Name one of these, or make such runs: "npx rlel reproduce --source ${source}".`,
    );
  }
  const others = studies.filter((one) => one !== study).map((one) => `${one.runs.length} on ${one.source}`);
  sayNotes([
    ...(others.length > 0 ? [`Not in this study: ${others.join(', ')} (\`loadStudy({ source })\`).`] : []),
    ...notesOn(study),
    ...some(problems),
  ]);
  return study;
}

/**
 * As `loadStudy`, of every source of data in the store: a study each, that of the most runs first. For `ledger`.
 * @throws RlelError when there is no run in the profile, or outside a notebook.
 */
export function loadStudies(places: Pick<NotebookPlaces, 'results'> = {}): readonly Study[] {
  requireOptions(places, 'loadStudies: places', [], ['results']);
  const { studies, problems } = readStudies(places);
  const notes = studies.flatMap((study) =>
    notesOn(study).map((note) => (studies.length > 1 ? `${study.source}: ${note}` : note)),
  );
  sayNotes([...notes, ...some(problems)]);
  return studies;
}

/** The store's studies in the notebooks' profile, one at least. */
function readStudies({ results = notebookResults() }: Pick<NotebookPlaces, 'results'>): Evidences {
  const store = new RunStore(results);
  const bar = showProgress('Reading runs');
  const evidence = readEvidence(store, (done, all) => bar.update(done / all, ''));
  requireRuns(evidence, shortPath(results));
  const profile = notebookProfile();
  const studies = evidence.studies.filter((one) => one.profile === profile && one.runs.length > 0);
  if (studies.length === 0) {
    const found = evidence.studies.map((one) => one.profile).join(', ');
    throw new RlelError(
      `${shortPath(results)}: no runs in the profile ${profile}, but in ${found}. "npx rlel reproduce --profile ${profile}" makes them, or start the kernel with RLEL_PROFILE set to another.`,
    );
  }
  const counts = studies.map(({ source, runs }) => `${runs.length} on ${source}`);
  bar.done(`runs from the store: ${counts.join(', ')}; profile ${profile}`);
  return { studies, problems: evidence.problems };
}

function notesOn(study: Study): string[] {
  const other = otherCode(
    study.runs.map(({ result }) => result),
    '`npx rlel reproduce --fresh` makes all again',
  );
  return [...(other ? [other] : []), ...missing(study)];
}

function sayNotes(notes: readonly string[]): void {
  if (notes.length > 0) showMarkdown(notes.map((note) => `- ${note}`).join('\n'));
}

/** Benchmarks of the paper that the study has no run of, and methods that those were not run with. */
function missing(study: Study): string[] {
  const present = benchmarksOf(study.runs);
  const benchmarks = PAPER_BENCHMARKS.filter((name) => !present.includes(name));
  const pairs = PAPER_BENCHMARKS.filter((name) => present.includes(name)).flatMap((benchmark) =>
    methodNames()
      .filter((method) => tableRuns(study, benchmark, method).length === 0)
      .map((method) => `${benchmark} ${method}`),
  );
  const all = [...benchmarks, ...pairs];
  const source = sourceWord(study);
  const command = source === 'twin' ? 'make reproduce' : `npx rlel reproduce --source ${source}`;
  return all.length > 0 ? [`Not in the store, and so in no figure: ${all.join(', ')}. \`${command}\` adds them.`] : [];
}

function some(problems: readonly string[]): string[] {
  const more = problems.length - LISTED;
  return [
    ...problems.slice(0, LISTED),
    ...(more > 0 ? [`and ${more} more; \`npx rlel runs verify\` names them all`] : []),
  ];
}

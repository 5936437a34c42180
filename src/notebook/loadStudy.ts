import { RlelError } from '../errors';
import { requireOptions } from '../input/check';
import { methodNames } from '../methods/registry';
import { benchmarksOf, readEvidence, requireRuns, type Study, tableRuns } from '../report/evidence';
import { PAPER_BENCHMARKS } from '../report/paper/results';
import { otherCode } from '../runs/otherCode';
import { RunStore } from '../store/store';
import type { NotebookPlaces } from './loadOrTrain';
import { notebookProfile, notebookResults, shortPath } from './settings';
import { showMarkdown } from './showMarkdown';
import { showProgress } from './showProgress';

/** What is said of a store before its figures: problems are listed up to this many. */
const LISTED = 5;

/**
 * All finished runs of a store in the profile of the notebooks (RLEL_PROFILE), for tables and figures of the whole study.
 * What is missing or damaged is said below the cell.
 * @throws RlelError when there is no such run, or outside a notebook.
 */
export function loadStudy(places: Pick<NotebookPlaces, 'results'> = {}): Study {
  requireOptions(places, 'loadStudy: places', [], ['results']);
  const { results = notebookResults() } = places;
  const store = new RunStore(results);
  const bar = showProgress('Reading runs');
  const evidence = readEvidence(store, (done, all) => bar.update(done / all, ''));
  requireRuns(evidence, shortPath(results));
  const profile = notebookProfile();
  const study = evidence.studies.find((one) => one.profile === profile);
  if (!study) {
    const found = evidence.studies.map((one) => one.profile).join(', ');
    throw new RlelError(
      `${shortPath(results)}: no runs in the profile ${profile}, but in ${found}. "npx rlel reproduce --profile ${profile}" makes them, or start the kernel with RLEL_PROFILE set to another.`,
    );
  }
  bar.done(`${study.runs.length} runs from the store: data ${study.source}, profile ${profile}`);
  const other = otherCode(
    study.runs.map(({ result }) => result),
    '`npx rlel reproduce --fresh` makes all again',
  );
  const notes = [...(other ? [other] : []), ...missing(study), ...some(evidence.problems)];
  if (notes.length > 0) showMarkdown(notes.map((note) => `- ${note}`).join('\n'));
  return study;
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
  return all.length > 0
    ? [`Not in the store, and so in no figure: ${all.join(', ')}. \`make reproduce\` adds them.`]
    : [];
}

function some(problems: readonly string[]): string[] {
  const more = problems.length - LISTED;
  return [
    ...problems.slice(0, LISTED),
    ...(more > 0 ? [`and ${more} more; \`npx rlel runs verify\` names them all`] : []),
  ];
}

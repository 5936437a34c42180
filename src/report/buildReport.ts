import { benchmarkNamed } from '../benchmarks/registry';
import { allClaims } from './claims/index';
import type { LedgerEntry } from './claims/ledger';
import type { Figure, Picture, Report, Section, Table } from './document';
import { benchmarksOf, type Evidences, groupBy, type Study } from './evidence';
import { bitNoiseFigure } from './figures/bitNoise';
import { claimEffects } from './figures/claimEffects';
import { criticalDifference } from './figures/criticalDifference';
import { errorByLabel } from './figures/errorByLabel';
import { errorSurface } from './figures/errorSurface';
import { type Grid, gridFigure } from './figures/gridFigure';
import { learnedEncodings } from './figures/learnedEncodings';
import { costMap, pairwiseMap, slopeMap, transitionsMap } from './figures/maps';
import { methodErrors } from './figures/methodErrors';
import { r1Effect } from './figures/r1Effect';
import { r2Effect } from './figures/r2Effect';
import { trainingCurves } from './figures/trainingCurves';
import { trainingSize } from './figures/trainingSize';
import { withAndWithout } from './figures/withAndWithout';
import { gallery } from './gallery';
import { drawOwn, ownFigures } from './ownFigures';
import { PAPER_BENCHMARKS } from './paper/results';
import { facts, limits } from './provenance';
import { runsBehind } from './runsBehind';
import { sourceWord } from './studyText';
import { ablationTable } from './tables/ablations';
import { acrossBenchmarksTable } from './tables/acrossBenchmarks';
import { aggregateTable } from './tables/aggregate';
import { claimsTable, claimTestsTable } from './tables/claims';
import { claimsOverview } from './tables/claimsOverview';
import { costTable } from './tables/cost';
import { encodingTable } from './tables/encodings';
import { formTable } from './tables/form';
import { genericTable } from './tables/generic';
import { pairwiseTable } from './tables/pairwise';
import { differenceTable, paperTable, resultsTable } from './tables/results';
import { setupTable } from './tables/setup';

/** A table, figure or picture; why there is none; or null, where none is due. */
type Part = Table | Figure | Picture | string | null;

/**
 * The whole report of a store's runs, each study (data source and profile) by itself.
 * @param entries the studies' ledger.
 * @param folder where the report will lie.
 * @param grids whose figures are added.
 */
export async function buildReport(
  { studies, problems }: Evidences,
  entries: readonly LedgerEntry[],
  folder: string,
  grids: readonly Grid[] = [],
): Promise<Report> {
  const of = (study: Study, part: Part): Part => (studies.length > 1 ? ofStudy(study, part) : part);
  const each = (...parts: ((study: Study) => Part)[]): Part[] =>
    studies.flatMap((study) => parts.map((part) => of(study, part(study))));
  const galleries = await Promise.all(studies.map(async (study) => of(study, await gallery(study))));
  return {
    title: 'Learning Label Encodings for Deep Regression: a reproduction',
    overview: claimsOverview(entries),
    facts: facts(studies),
    limits: limits(studies),
    problems,
    runs: runsBehind(studies, folder),
    sections: [
      section('claims-ledger', 'Claims', 'Each claim of the paper, and what these runs say of it.', [
        claimsTable(entries),
        claimEffects(entries),
        claimTestsTable(allClaims()),
      ]),
      section(
        'errors',
        'Results',
        'The paper’s results table in its own form, from this kit’s runs; then the paper’s own figures; then the generic approaches. The two tables are of different data unless the data source says “official”.',
        [...each(resultsTable, methodErrors), paperTable(), ...each(differenceTable, genericTable)],
      ),
      section(
        'statistics',
        'Statistics',
        'What means and deviations leave out: intervals, ranks, comparisons paired over seeds and corrected for their number.',
        each(aggregateTable, criticalDifference, acrossBenchmarksTable, pairwiseMap, pairwiseTable),
      ),
      section(
        'regularizers',
        'Regularizers',
        'R1 asks that codes be at least twice as far apart as their levels, R2 for few bit transitions.',
        each(r1Effect, r2Effect, withAndWithout, errorSurface),
      ),
      section('learned', 'Encodings', 'What the codes look like that the methods end with.', [
        ...studies.flatMap((study) =>
          oneATask(study).map((benchmark) => of(study, learnedEncodings(study, benchmark))),
        ),
        ...each(slopeMap, transitionsMap, encodingTable, bitNoiseFigure),
      ]),
      section('training', 'Training and data', 'How errors depend on training, on its size, and on the label.', [
        ...each(trainingSize, trainingCurves, errorByLabel),
        ...galleries,
      ]),
      section(
        'choices',
        'Set-up, cost and choices',
        'What was run, what it cost, and what other choices would have given.',
        each(setupTable, costMap, costTable, formTable, ablationTable),
      ),
      ...(grids.length > 0
        ? [section('grids', 'Plans', '', each(...grids.map((grid) => (study: Study) => gridFigure(study, grid))))]
        : []),
      ...(ownFigures().length > 0
        ? [
            section(
              'own',
              'Figures of your own',
              '',
              each(...ownFigures().map((figure) => (study: Study) => drawOwn(figure, study))),
            ),
          ]
        : []),
    ],
  };
}

/** Where there are several studies, headings, and what is said to be missing, name theirs. */
function ofStudy(study: Study, part: Part): Part {
  const name = `${sourceWord(study)}, ${study.profile}`;
  if (part === null) return null;
  return typeof part === 'string' ? `On ${name}: ${part}` : { ...part, title: `${part.title} (${name})` };
}

/** The first benchmark of each task, and all that are not the paper's. */
function oneATask(study: Study): string[] {
  const benchmarks = benchmarksOf(study.runs);
  const first = [...groupBy(benchmarks, (name) => benchmarkNamed(name).task).values()].map(([name]) => name);
  return benchmarks.filter((name) => first.includes(name) || !PAPER_BENCHMARKS.includes(name));
}

/** What is missing is said in the section's text. */
function section(name: string, title: string, text: string, parts: readonly Part[]): Section {
  const missing = parts.filter((part) => typeof part === 'string');
  return {
    name,
    title,
    text: [text, ...missing.map((why) => `Not shown. ${why}`)].join('\n'),
    items: parts.filter((part) => part !== null && typeof part !== 'string'),
  };
}

import { methodTitle } from '../colours';
import type { Measured, Table } from '../document';
import { benchmarksOf, type Evidence, methodsOf, type Study, tableRuns } from '../evidence';
import { DAGGER, hasLearned } from '../hasLearned';
import { PAPER_BENCHMARKS, PAPER_METHODS, type PaperMethod, paperResult } from '../paper/results';
import { requireStudy } from '../requireStudy';
import { dataOf, nameIn } from '../studyText';
import { marked, measuredError, measuredOf } from './describe';
import { type ColumnOf, tableOf } from './tableOf';

const DIGITS = 2;

/** The results table in the paper's form, from a study's runs. */
export function resultsTable(study: Study): Table {
  requireStudy(study, 'resultsTable');
  const others = methodsOf(study.runs).filter((method) => !PAPER_METHODS.includes(method as PaperMethod));
  const methods: string[] = [...PAPER_METHODS, ...others];
  const rows = benchmarksOf(study.runs).map((benchmark) => {
    const runs = methods.map((method) => tableRuns(study, benchmark, method));
    const errors = methods.map((method, i) => [method, learnedError(runs[i])] as const);
    return {
      benchmark,
      first: (runs.flat()[0] as Evidence | undefined) ?? null,
      errors: marked(Object.fromEntries(errors)),
      seeds: runs.map(({ length }) => length).filter((count) => count > 0),
    };
  });
  return tableOf(
    {
      name: nameIn(study, 'results'),
      title: 'Test error of the methods, this kit’s runs',
      caption: `Mean ± standard deviation over seeds; the lowest error of a benchmark in bold, the second underlined. “Constant” predicts the median of the training labels. ${DAGGER} ${dataOf(study)}${study.source === 'official' ? '' : ' Not comparable with the paper’s figures: the data are not its own.'}`,
    },
    rows,
    [
      ['benchmark', 'Benchmark', ({ benchmark }) => benchmark],
      ['metric', 'Metric', ({ first }) => (first ? `${first.result.metric}, ${first.result.unit}` : null)],
      ...errorColumns(methods),
      [
        'constant',
        'Constant',
        ({ first }) => first && measuredOf([first], DIGITS, ({ result }) => result.metrics.constant.error),
      ],
      ['seeds', 'Seeds', ({ seeds }) => countsText(seeds)],
    ],
  );
}

/** A test error, with the mark of runs that have not learned. */
function learnedError(runs: readonly Evidence[]): Measured | null {
  const error = measuredError(runs, DIGITS);
  return error && { ...error, learned: runs.every(hasLearned) };
}

/** A column a method. */
const errorColumns = (
  methods: readonly string[],
): ColumnOf<{ readonly errors: Readonly<Record<string, Measured | null>> }>[] =>
  methods.map((method) => [method, methodTitle(method), ({ errors }) => errors[method]]);

/** 3, or "2–3". */
function countsText(counts: readonly number[]): string | number {
  if (counts.length === 0) return 0;
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? most : `${least}–${most}`;
}

/** The paper's own table. */
export const paperTable = (): Table =>
  tableOf(
    {
      name: 'results-paper',
      title: 'Test error of the methods, the paper’s table',
      caption:
        'As printed: mean ± standard deviation; MAE in degrees (LFH, PN) and years (AE), NME in % (FLD). The published code’s names and logs suggest that LFH1 and LFH2 are swapped between the paper’s set-up table (LFH1 is 300W-LP → AFLW2000, LFH2 is BIWI) and this one: it reports 3.42° for BEL-J on BIWI, near LFH1 here. Unresolved; compare each data set with both rows.',
    },
    PAPER_BENCHMARKS.map((benchmark) => ({
      benchmark,
      errors: marked(Object.fromEntries(PAPER_METHODS.map((method) => [method, printed(benchmark, method)]))),
    })),
    [['benchmark', 'Benchmark', ({ benchmark }) => benchmark], ...errorColumns(PAPER_METHODS)],
  );

/** A figure of the paper's table; null: it has none for the method or the benchmark. */
export function printed(benchmark: string, method: string): Measured | null {
  const result = paperResult(benchmark, method);
  return result && { value: result.mean, std: result.std, digits: DIGITS };
}

/** Ours less the paper's, where the data are the paper's own; null elsewhere. */
export function differenceTable(study: Study): Table | null {
  if (study.source !== 'official') return null;
  const difference = (benchmark: string, method: string): Measured | null => {
    const theirs = paperResult(benchmark, method);
    const ours = tableRuns(study, benchmark, method);
    return theirs && measuredOf(ours, DIGITS, ({ error }) => error - theirs.mean);
  };
  return tableOf(
    {
      name: nameIn(study, 'difference'),
      title: 'Our test error less the paper’s',
      caption: `Mean ± standard deviation over our seeds. ${dataOf(study)}`,
    },
    benchmarksOf(study.runs).map((benchmark) => ({
      benchmark,
      errors: Object.fromEntries(PAPER_METHODS.map((method) => [method, difference(benchmark, method)])),
    })),
    [['benchmark', 'Benchmark', ({ benchmark }) => benchmark], ...errorColumns(PAPER_METHODS)],
  );
}

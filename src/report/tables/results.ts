import { methodTitle } from '../colours';
import type { Measured, Table } from '../document';
import { benchmarksOf, methodsOf, type Study, tableRuns } from '../evidence';
import { PAPER_BENCHMARKS, PAPER_METHODS, type PaperMethod, paperResult } from '../paper/results';
import { dataOf, nameIn } from '../studyText';
import { marked, measured, measuredError } from './describe';

const DIGITS = 2;

/** The results table in the paper's form, from a study's runs. */
export function resultsTable(study: Study): Table {
  const others = methodsOf(study.runs).filter((method) => !PAPER_METHODS.includes(method as PaperMethod));
  const methods: string[] = [...PAPER_METHODS, ...others];
  const rows = benchmarksOf(study.runs).map((benchmark) => {
    const runs = methods.map((method) => tableRuns(study, benchmark, method));
    const [first] = runs.flat();
    const errors = runs.map((own) => measuredError(own, DIGITS));
    const seeds = runs.filter((own) => own.length > 0).map((own) => own.length);
    return {
      benchmark,
      metric: first ? `${first.result.metric}, ${first.result.unit}` : null,
      ...marked(Object.fromEntries(methods.map((method, i) => [method, errors[i]]))),
      constant: first ? { value: first.result.metrics.constant.error, digits: DIGITS } : null,
      seeds:
        seeds.length === 0
          ? 0
          : Math.min(...seeds) === Math.max(...seeds)
            ? seeds[0]
            : `${Math.min(...seeds)}–${Math.max(...seeds)}`,
    };
  });
  return {
    kind: 'table',
    name: nameIn(study, 'results'),
    title: 'Test error of the methods, this kit’s runs',
    caption: `Mean ± standard deviation over seeds; the lowest error of a benchmark in bold, the second underlined. “Constant” predicts the median of the training labels. ${dataOf(study)}${study.source === 'official' ? '' : ' Not comparable with the paper’s figures: the data are not its own.'}`,
    columns: [
      { key: 'benchmark', label: 'Benchmark' },
      { key: 'metric', label: 'Metric' },
      ...methods.map((method) => ({ key: method, label: methodTitle(method) })),
      { key: 'constant', label: 'Constant' },
      { key: 'seeds', label: 'Seeds' },
    ],
    rows,
  };
}

/** The paper's own table. */
export function paperTable(): Table {
  return {
    kind: 'table',
    name: 'results-paper',
    title: 'Test error of the methods, the paper’s table',
    caption:
      'As printed: mean ± standard deviation; MAE in degrees (LFH, PN) and years (AE), NME in % (FLD). The published code’s names and logs suggest that LFH1 and LFH2 are swapped between the paper’s set-up table (LFH1 is 300W-LP → AFLW2000, LFH2 is BIWI) and this one: it reports 3.42° for BEL-J on BIWI, near LFH1 here. Unresolved; compare each data set with both rows.',
    columns: [
      { key: 'benchmark', label: 'Benchmark' },
      ...PAPER_METHODS.map((method) => ({ key: method, label: methodTitle(method) })),
    ],
    rows: PAPER_BENCHMARKS.map((benchmark) => ({
      benchmark,
      ...marked(
        Object.fromEntries(PAPER_METHODS.map((method) => [method, printed(benchmark, method)])) as Record<
          PaperMethod,
          Measured | null
        >,
      ),
    })),
  };
}

/** A figure of the paper's table; null: it has none for the method or the benchmark. */
export function printed(benchmark: string, method: string): Measured | null {
  const result = paperResult(benchmark, method);
  return result && { value: result.mean, std: result.std, digits: DIGITS };
}

/** Ours less the paper's, where the data are the paper's own; null elsewhere. */
export function differenceTable(study: Study): Table | null {
  if (study.source !== 'official') return null;
  const rows = benchmarksOf(study.runs).map((benchmark) => ({
    benchmark,
    ...Object.fromEntries(
      PAPER_METHODS.map((method) => {
        const ours = tableRuns(study, benchmark, method).map(({ error }) => error);
        const theirs = paperResult(benchmark, method);
        const difference = theirs
          ? measured(
              ours.map((error) => error - theirs.mean),
              DIGITS,
            )
          : null;
        return [method, difference];
      }),
    ),
  }));
  return {
    kind: 'table',
    name: nameIn(study, 'difference'),
    title: 'Our test error less the paper’s',
    caption: `Mean ± standard deviation over our seeds. ${dataOf(study)}`,
    columns: [
      { key: 'benchmark', label: 'Benchmark' },
      ...PAPER_METHODS.map((method) => ({ key: method, label: methodTitle(method) })),
    ],
    rows,
  };
}

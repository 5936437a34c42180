import { expect, test } from 'vitest';
import { benchmarkTable } from '../../../src/report/tables/benchmark';
import { differenceTable, paperTable, resultsTable } from '../../../src/report/tables/results';
import { seeds, shownCells, studyOf } from '../../support/studies';

const PN = { benchmark: 'PN' } as const;

test('results: mean ± deviation, ties share the mark, the constant predictor, how many seeds', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel' }, [4, 5]),
    ...seeds({ ...PN, method: 'direct' }, [4.5]),
    ...seeds({ ...PN, method: 'sa' }, [6, 6]),
    ...seeds({ ...PN, method: 'rlel', change: { settings: { beta: 1 } } }, [1]),
  ]);
  const table = resultsTable(study);
  expect(table.columns.map(({ label }) => label)).toEqual([
    ...['Benchmark', 'Metric', 'SA', 'AE', 'LEL', 'BEL', 'RLEL', 'Direct regression', 'Constant', 'Seeds'],
  ]);
  expect(shownCells(table)).toEqual([
    ['PN', 'MAE, degrees', '6.00 ± 0.00', '–', '–', '–', '4.50 ± 0.71', '4.50', '10.00', '1–2'],
  ]);
  const [{ rlel, direct, sa }] = table.rows;
  expect([rlel, direct, sa]).toMatchObject([{ mark: 'best' }, { mark: 'best' }, { mark: 'second' }]);
});

test('a dagger where a run has not learned; nothing is known of runs without the mark', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel', learned: true }, [4, 5]),
    { ...PN, method: 'lel', seed: 1, error: 5, learned: true },
    { ...PN, method: 'lel', seed: 2, error: 6, learned: false },
    ...seeds({ ...PN, method: 'bel' }, [5, 5]),
  ]);
  const [row] = shownCells(resultsTable(study));
  expect(row).toEqual(expect.arrayContaining(['4.50 ± 0.71', '5.50 ± 0.71 †', '5.00 ± 0.00']));
  expect(shownCells(benchmarkTable(study, 'PN')).map(([method, error]) => [method, error])).toEqual(
    expect.arrayContaining([['LEL', '5.50 ± 0.71 †']]),
  );
});

test('the paper’s table, as printed', () => {
  const rows = shownCells(paperTable());
  expect(rows).toHaveLength(11);
  expect(rows[0]).toEqual(['LFH1', '4.32 ± 0.12', '3.38 ± 0.01', '4.03 ± 0.15', '3.56 ± 0.11', '3.55 ± 0.10']);
  expect(rows[10]).toEqual(['PN', '4.25 ± 0.01', '4.49 ± 0.04', '3.22 ± 0.02', '3.11 ± 0.01', '3.01 ± 0.03']);
  expect(paperTable().rows[10]).toMatchObject({ rlel: { mark: 'best' }, bel: { mark: 'second' } });
});

test('differences with the paper are of its own data only', () => {
  const runs = seeds({ ...PN, method: 'rlel', source: 'official', profile: 'paper' }, [3.5, 3.7]);
  const table = differenceTable(studyOf(runs));
  expect(table && shownCells(table)).toEqual([['PN', '–', '–', '–', '–', '0.59 ± 0.14']]);
  expect(differenceTable(studyOf(seeds({ ...PN, method: 'rlel' }, [3.5])))).toBeNull();
});

test('a benchmark’s table: means with intervals of Student’s t over five seeds or more, and the paper’s figures', () => {
  const study = studyOf([
    // an ablation's constant predictor is not the table's
    ...seeds({ ...PN, method: 'lel', constant: 99, change: { settings: { trainFraction: 0.5 } } }, [1]),
    ...seeds({ ...PN, method: 'rlel' }, [4, 4.05, 4.1, 4.15, 4.2]),
    ...seeds({ ...PN, method: 'multiclass' }, [8]),
    ...seeds({ ...PN, method: 'sa' }, [6, 6.1, 6.2]),
  ]);
  const table = benchmarkTable(study, 'PN');
  // mean 4.10 ± t(0.975; 4 df) 2.776 · 0.0791/√5
  expect(shownCells(table)).toEqual([
    ['Multiclass', '8.00', '80.0', '1', '–'],
    ['SA', '6.10 ± 0.10', '61.0', '3', '4.25 ± 0.01'],
    ['RLEL', '4.10 [4.00, 4.20]', '41.0', '5', '3.01 ± 0.03'],
  ]);
  expect(table.caption).toContain('has 10.00.');
  expect(() => benchmarkTable(study, 'FLD1')).toThrow('no runs of FLD1');
});

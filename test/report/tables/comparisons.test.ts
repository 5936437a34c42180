import { expect, test } from 'vitest';
import { acrossBenchmarksTable } from '../../../src/report/tables/acrossBenchmarks';
import { aggregateTable } from '../../../src/report/tables/aggregate';
import { genericTable } from '../../../src/report/tables/generic';
import { pairwiseTable } from '../../../src/report/tables/pairwise';
import { seeds, shownCells, studyOf } from '../../support/studies';

const PN = { benchmark: 'PN' } as const;

test('against the generic approaches: improvement in % of theirs, beside the paper’s', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel' }, [4, 4]),
    ...seeds({ ...PN, method: 'direct' }, [5, 5]),
    ...seeds({ benchmark: 'AE1', method: 'rlel' }, [4, 4]),
    ...seeds({ benchmark: 'AE1', method: 'direct' }, [8, 8]),
  ]);
  expect(shownCells(genericTable(study))).toEqual([
    ['Direct regression', 'AE1', '50.0 [50.0, 50.0]', '–'],
    ['Direct regression', 'PN', '20.0 [20.0, 20.0]', '–'],
    ['Direct regression', 'all', '35.0 [35.0, 35.0]', '10.9'],
    ['Multiclass', 'all', '–', '12.4'],
  ]);
});

test('over all benchmarks: interquartile mean in % of the constant predictor’s, and how probably RLEL is lower', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel', constant: 8 }, [4, 4, 4]),
    ...seeds({ ...PN, method: 'direct', constant: 8 }, [6, 6, 3]),
    ...seeds({ ...PN, method: 'sa', constant: 8 }, [6, 6, 6]),
  ]);
  const rows = shownCells(aggregateTable(study));
  expect(rows.map(([method, runs]) => [method, runs])).toEqual([
    ['Direct regression', '3'],
    ['SA', '3'],
    ['RLEL', '3'],
  ]);
  expect(rows[2].slice(2)).toEqual(['50.0 [50.0, 50.0]', '–']);
  expect(rows[1].slice(2)).toEqual(['75.0 [75.0, 75.0]', '1.00 [1.00, 1.00]']);
  expect(rows[0][3]).toMatch(/^0\.67 \[0\.\d\d, 1\.00\]$/);
});

test('a benchmark an observation: Wilcoxon, Holm, and equivalence by two t tests', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel' }, [4, 4]),
    ...seeds({ ...PN, method: 'sa' }, [5, 5]),
    ...seeds({ benchmark: 'AE1', method: 'rlel' }, [4, 4]),
    ...seeds({ benchmark: 'AE1', method: 'sa' }, [8, 8]),
  ]);
  const table = acrossBenchmarksTable(study);
  // −20 % and −50 %: mean −35, standard error 15, t(0.95; 1 df) 6.314; equivalence: t of −35 against −5
  expect(table && shownCells(table)).toEqual([['SA', '2', '−35.0 [−129.7, 59.7]', '0.500', '0.500', '0.852']]);
  expect(acrossBenchmarksTable(studyOf(seeds({ ...PN, method: 'rlel' }, [4, 4])))).toBeNull();
});

test('pairs of a seed: paired t, Holm over all comparisons, Cohen’s d, seeds needed', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel' }, [4, 5, 6]),
    ...seeds({ ...PN, method: 'sa' }, [5, 5, 8]),
    ...seeds({ ...PN, method: 'lel' }, [4, 5, 6]),
  ]);
  const [sa, lel] = shownCells(pairwiseTable(study));
  // differences −1, 0, −2: mean −1, deviation 1, t = −√3: p = 1 − √3/√5, doubled by Holm
  expect(sa.slice(0, 7)).toEqual(['PN', 'SA', '3', '−1.00 [−3.48, 1.48]', '0.225', '0.451', '−1.0']);
  // ((1.960 + 0.842) · 1 / 0.12)² = 545, and a few for the t
  expect(Number(sa[7])).toBeGreaterThanOrEqual(545);
  expect(Number(sa[7])).toBeLessThan(550);
  expect(lel.slice(0, 4)).toEqual(['PN', 'LEL', '3', '0.00 [0.00, 0.00]']);
});

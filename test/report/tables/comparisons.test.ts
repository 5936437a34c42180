import { expect, test } from 'vitest';
import { errorEntries } from '../../../src/report/claims/ledger';
import { acrossBenchmarksTable } from '../../../src/report/tables/acrossBenchmarks';
import { aggregateTable } from '../../../src/report/tables/aggregate';
import { genericTable } from '../../../src/report/tables/generic';
import { pairwiseTable } from '../../../src/report/tables/pairwise';
import { seeds, shownCells, studyOf } from '../../support/studies';

const PN = { benchmark: 'PN' } as const;

test('against the generic approaches: improvement in % of theirs, the paper’s and the verdict beside', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel' }, [4, 4, 4, 4, 4]),
    ...seeds({ ...PN, method: 'direct' }, [5, 5, 5, 5, 5]),
    ...seeds({ benchmark: 'AE1', method: 'rlel' }, [4, 4]),
    ...seeds({ benchmark: 'AE1', method: 'direct' }, [8, 8]),
    ...seeds({ benchmark: 'AE2', method: 'rlel' }, [4, 4]),
    ...seeds({ benchmark: 'AE2', method: 'direct' }, [8, 8]),
  ]);
  const [ae1, , pn, all, multiclass] = shownCells(genericTable(study));
  expect(ae1).toEqual(['Direct regression', 'AE1', '50.0', '–', '–']);
  expect(pn).toEqual(['Direct regression', 'PN', '20.0 [20.0, 20.0]', '–', '–']);
  // (0.5 · 0.5 · 0.8)^⅓ = 0.5848
  expect(all[2]).toMatch(/^41\.5 \[/);
  expect([all[1], ...all.slice(3)]).toEqual(['all', '10.9', 'inconclusive']);
  expect(multiclass).toEqual(['Multiclass', 'all', '–', '12.4', 'not run']);
});

test('over all benchmarks: geometric mean in % of the constant predictor’s, and where RLEL is lower', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel', constant: 8 }, [4, 4, 4, 4, 4]),
    ...seeds({ ...PN, method: 'direct', constant: 8 }, [6, 3]),
    ...seeds({ benchmark: 'AE1', method: 'rlel', constant: 8 }, [4]),
    ...seeds({ benchmark: 'AE1', method: 'sa', constant: 8 }, [3]),
    ...seeds({ benchmark: 'AE2', method: 'rlel', constant: 8 }, [4]),
    ...seeds({ benchmark: 'AE2', method: 'sa', constant: 8 }, [6]),
  ]);
  expect(shownCells(aggregateTable(study))).toEqual([
    ['Direct regression', '2', '–', '1 of 1'],
    ['SA', '2', '–', '1 of 2'],
    ['RLEL', '7', '50.0 [50.0, 50.0]', '–'],
  ]);
});

test('over benchmarks: the ledger’s effects, p and verdicts; a method without a claim has none', () => {
  const study = studyOf(
    ['PN', 'AE1', 'AE2'].flatMap((benchmark, i) => [
      ...seeds({ benchmark, method: 'rlel' }, [4]),
      ...seeds({ benchmark, method: 'sa' }, [5 + 0.1 * i]),
    ]),
  );
  const table = acrossBenchmarksTable(study);
  if (!table) throw new Error('no table');
  const [row] = shownCells(table);
  expect([row[0], row[1], row[2], row[5], row[8]]).toEqual(['SA', 'supported', '3', '0', 'rlel-below-sa']);
  const entry = errorEntries(study).find(({ claim }) => claim.name === 'rlel-below-sa');
  expect(table.rows[0]).toMatchObject({ holm: { value: entry?.judgement.tests[0].corrected } });
  expect(acrossBenchmarksTable(studyOf(seeds({ ...PN, method: 'rlel' }, [4, 4])))).toBeNull();
});

test('pairs of a seed: paired t from five seeds on, Holm over all that are tested, Cohen’s d, seeds needed', () => {
  const study = studyOf([
    ...seeds({ ...PN, method: 'rlel' }, [4, 5, 6, 4, 5]),
    ...seeds({ ...PN, method: 'sa' }, [5, 5, 8, 4, 6]),
    ...seeds({ ...PN, method: 'ae' }, [5, 5]),
    ...seeds({ ...PN, method: 'lel' }, [4, 5, 6, 4, 5]),
  ]);
  const [sa, ae, lel] = shownCells(pairwiseTable(study));
  expect(sa.slice(0, 3)).toEqual(['PN', 'SA', '5']);
  expect(Number(sa[5])).toBeCloseTo(2 * Number(sa[4]), 2);
  expect(ae.slice(0, 6)).toEqual(['PN', 'AE', '2', '−10.6', '–', '–']);
  expect(lel.slice(0, 6)).toEqual(['PN', 'LEL', '5', '0.0 [0.0, 0.0]', '1.000', '1.000']);
});

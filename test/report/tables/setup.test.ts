import { beforeAll, expect, test } from 'vitest';
import { defineBenchmark } from '../../../src/benchmarks/defineBenchmark';
import { registerBenchmark } from '../../../src/benchmarks/registry';
import { buildReport } from '../../../src/report/buildReport';
import { ledger } from '../../../src/report/claims/ledger';
import { benchmarkTable } from '../../../src/report/tables/benchmark';
import { resultsTable } from '../../../src/report/tables/results';
import { settingsTable } from '../../../src/report/tables/settings';
import { setupTable } from '../../../src/report/tables/setup';
import { seeds, shownCells, studyOf } from '../../support/studies';

beforeAll(() =>
  registerBenchmark(
    defineBenchmark({
      name: 'karts',
      title: 'steering of karts',
      task: 'steering',
      layouts: ['driving'],
      paper: null,
      settings: {
        labels: [{ name: 'angle', outputs: 1, range: [-30, 30], levels: 61 }],
        network: { name: 'pilotnet-compact', theta: 7 },
        training: { epochs: 2 },
        methods: { rlel: { alpha: 0.5, beta: 0.25, form: 'paper' } },
      },
    }),
  ),
);

const karts = () => [
  ...seeds({ benchmark: 'karts', method: 'rlel' }, [2, 4]),
  ...seeds({ benchmark: 'karts', method: 'bel' }, [4, 5]),
];

test('set-up: the paper’s, the published code’s and ours; a benchmark beside the paper’s has dashes there', () => {
  const table = setupTable(studyOf([...seeds({ benchmark: 'PN', method: 'rlel' }, [4]), ...karts()]));
  expect(Object.fromEntries(shownCells(table).map(([name, ...cells]) => [name, cells]))).toEqual({
    PN: [
      ...['SullyChen driving', 'driving (twin (synthetic))', 'pilotnet-compact', '-160…539', '-100…100'],
      ...['670', '700', '101', '–', '–', '10', '10', '10', '1', '0.0003', 'paper', 'levels, data'],
    ],
    karts: [
      ...['–', 'driving (twin (synthetic))', 'pilotnet-compact', '–', '-30…30'],
      ...['–', '–', '61', '–', '–', '–', '–', '7', '0.5', '0.25', 'paper', '–'],
    ],
  });
});

test('settings of a benchmark', () => {
  const rows = Object.fromEntries(shownCells(settingsTable('FLD1', 'paper')) as [string, string][]);
  expect(rows).toMatchObject({
    network: 'hrnet-w18',
    θ: '30',
    'N, levels': 'coordinates 256 (58 outputs)',
    'M, bits of a learned code': 'as many as levels',
    'β, weight of R1': '3',
    epochs: '60',
  });
});

test('a benchmark beside the paper’s is in every part of the report, and in the claims', async () => {
  const study = studyOf([...seeds({ benchmark: 'PN', method: 'rlel' }, [4, 4]), ...karts()]);
  expect(shownCells(resultsTable(study))[1]).toEqual([
    ...['karts', 'MAE, degrees', '–', '–', '–', '4.50 ± 0.71', '3.00 ± 1.41', '10.00', '2'],
  ]);
  expect(shownCells(benchmarkTable(study, 'karts')).map((cells) => cells.at(-1))).toEqual(['–', '–']);
  const entries = ledger([study]);
  const { parts } = entries.filter(({ claim }) => claim.name === 'rlel-like-bel')[0].judgement;
  expect(parts.map(({ name, estimate }) => [name, estimate])).toEqual([
    ['karts', expect.closeTo(100 * (Math.sqrt(0.5 * 0.8) - 1), 8)],
  ]);
  const { sections } = await buildReport({ studies: [study], problems: [] }, entries, 'report');
  // without the gallery, which has what twins are rendered already
  const items = sections.flatMap((section) => section.items).filter(({ kind }) => kind !== 'picture');
  const silent = items.filter(({ rows }) => !JSON.stringify(rows).includes('karts')).map(({ name }) => name);
  expect(silent.sort()).toEqual([
    ...['across-benchmarks-twin-quick', 'aggregate-twin-quick', 'claim-tests', 'generic-twin-quick'],
    ...['learned-encodings-PN-twin-quick', 'results-paper'],
  ]);
});

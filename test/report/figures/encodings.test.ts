import type { PlotData } from 'plotly.js';
import { describe, expect, test } from 'vitest';
import { claimText } from '../../../src/report/claims/claimText';
import { ledger } from '../../../src/report/claims/ledger';
import { claimEffects } from '../../../src/report/figures/claimEffects';
import { heatMap } from '../../../src/report/figures/heatMap';
import { learnedEncodings } from '../../../src/report/figures/learnedEncodings';
import { mostVaried } from '../../../src/report/figures/mostVaried';
import { panels } from '../../../src/report/figures/panels';
import { r1Effect } from '../../../src/report/figures/r1Effect';
import { r2Effect } from '../../../src/report/figures/r2Effect';
import { measuredEncoders } from '../../../src/report/measuredEncoders';
import { regularizedRuns } from '../../../src/report/regularizerRuns';
import { heatMapCells as cellsOf } from '../../support/heatMapCells';
import { seeds, studyOf } from '../../support/studies';

const RLEL = { benchmark: 'PN', method: 'rlel' } as const;
const thermometer = { levels: 4, width: 3, values: [0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1] };
const zigzag = { levels: 4, width: 1, values: [0, 1, 0, 1] };

test('heat map: % of the largest entry; what is missing stays missing', () => {
  expect(cellsOf(heatMap([1, -2, 4, 0, 3, 2], 2, 3, 'RdBu'))).toEqual([
    [25, -50, 100],
    [0, 75, 50],
  ]);
  expect(cellsOf(heatMap([1, Number.NaN], 1, 2, 'RdBu'))).toEqual([[100, Number.NaN]]);
  expect(cellsOf(heatMap([0, 0], 1, 2, 'RdBu'))).toEqual([[0, 0]]);
});

test('panels: axes, places and titles', () => {
  const { domains, layout } = panels(['a', 'b', 'c'], 2, (i) => ({ x: { title: { text: `${i}` } }, y: {} }));
  expect(domains).toEqual([
    { xaxis: 'x', yaxis: 'y' },
    { xaxis: 'x2', yaxis: 'y2' },
    { xaxis: 'x3', yaxis: 'y3' },
  ]);
  expect(layout).toMatchObject({ grid: { rows: 2, columns: 2 }, xaxis3: { title: { text: '2' } } });
  expect(layout.annotations?.map(({ text, xref }) => [text, xref])).toEqual([
    ['a', 'x domain'],
    ['b', 'x2 domain'],
    ['c', 'x3 domain'],
  ]);
});

/** RLEL over a grid, a code by its weights. */
const grid = (points: readonly (readonly [alpha: number, beta: number, code: typeof zigzag])[], count = 1) =>
  studyOf(
    points.flatMap(([alpha, beta, encoder]) =>
      seeds({ ...RLEL, encoder, change: { settings: { alpha, beta } } }, Array<number>(count).fill(4)),
    ),
  );

test('the weight that is varied most, and where the other is smallest', () => {
  const runs = regularizedRuns(
    grid([
      [0, 0, zigzag],
      [0, 1, zigzag],
      [1, 0, zigzag],
      [1, 1, zigzag],
      [1, 2, zigzag],
    ]),
  );
  expect(mostVaried(runs, 'beta', 'alpha')).toMatchObject({ other: 1 });
  expect(mostVaried(runs, 'alpha', 'beta')).toMatchObject({ other: 0 });
  expect(mostVaried(runs.slice(0, 1), 'alpha', 'beta')).toBeNull();
});

test('effect of R1: mean distance of codes by distance of labels, in % of the line’s largest', () => {
  const figure = r1Effect(
    grid(
      [
        [0, 0, zigzag],
        [0, 1, thermometer],
      ],
      2,
    ),
  );
  if (typeof figure === 'string') throw new Error(figure);
  const lines = (figure.data as Partial<PlotData>[]).map(({ name, x, y }) => [name, x, y]);
  expect(lines).toEqual([
    ['β = 0', [1, 2, 3], [100, 0, 100]],
    ['β = 1', [1, 2, 3], [expect.closeTo(100 / 3, 8), expect.closeTo(200 / 3, 8), 100]],
    ['proportional', [0, 3], [0, 100]],
  ]);
  expect(figure.rows[3]).toMatchObject({ benchmark: 'PN', beta: 1, gap: 1, distance: 1 });
  expect(r1Effect(grid([[0, 0, zigzag]]))).toContain('needs RLEL over a grid');
});

test('effect of R2: D of each α with its transitions a bit', () => {
  const figure = r2Effect(
    grid([
      [0, 0, zigzag],
      [1, 0, thermometer],
    ]),
  );
  if (typeof figure === 'string') throw new Error(figure);
  // made-up runs store the encoder's numbers as D [M, N]
  expect(figure.rows).toEqual([
    { benchmark: 'PN', alpha: 0, beta: 0, transitions: 3 },
    { benchmark: 'PN', alpha: 1, beta: 0, transitions: 1 },
  ]);
  expect(figure.layout.annotations?.[0].text).toBe('α = 0: 3.00 transitions a bit');
  expect(cellsOf(figure.data[0])).toEqual([[0], [100], [0], [100]]);
  expect(cellsOf(figure.data[1])).toEqual([
    [0, 0, 0],
    [0, 0, 100],
    [0, 100, 100],
    [100, 100, 100],
  ]);
  expect(r2Effect(grid([[0, 0, zigzag]]))).toContain('needs RLEL over a grid');
});

describe('encodings of the methods', () => {
  const study = studyOf([
    ...seeds({ ...RLEL, encoder: thermometer }, [4, 5]),
    ...seeds({ ...RLEL, method: 'sa', encoder: { levels: 4, width: 2, values: [0, 0, 0, 1, 2, 0, 2, 1] } }, [4]),
    ...seeds({ ...RLEL, method: 'direct', encoder: zigzag }, [4]),
  ]);

  test('the first seed’s, by the method’s title', () => {
    const encoders = measuredEncoders(study, 'PN');
    expect(Object.keys(encoders)).toEqual(['Direct regression', 'SA', 'RLEL']);
    expect(Array.from(encoders.RLEL.values)).toEqual(thermometer.values);
  });

  test('drawn beside unary and Hadamard: each bit’s mean taken away; one output is no code', () => {
    const figure = learnedEncodings(study, 'PN');
    if (typeof figure === 'string') throw new Error(figure);
    expect(figure.layout.annotations?.map(({ text }) => text)).toEqual(['unary', 'Hadamard', 'SA (±1.0)', 'RLEL']);
    expect(cellsOf(figure.data[0])).toEqual([
      [-100, -100, -100, -100],
      [100, -100, -100, -100],
      [100, 100, -100, -100],
      [100, 100, 100, -100],
    ]);
    expect(cellsOf(figure.data[2])).toEqual([
      [-100, -50],
      [-100, 50],
      [100, -50],
      [100, 50],
    ]);
    expect(figure.rows[12]).toEqual({ benchmark: 'PN', encoding: 'RLEL', level: 0, code: '-0.75 -0.5 -0.25' });
    expect(learnedEncodings(study, 'AE1')).toContain('needs a finished run');
  });
});

describe('claims', () => {
  const entries = ledger([
    studyOf([
      ...seeds(RLEL, [4, 6]),
      ...seeds({ ...RLEL, method: 'sa' }, [5, 5]),
      ...['AE1', 'AE2'].flatMap((benchmark) => [
        ...seeds({ benchmark, method: 'rlel' }, [4, 4, 4, 4, 4]),
        ...seeds({ benchmark, method: 'sa' }, [8, 8, 8, 8, 8]),
      ]),
    ]),
  ]).filter(({ claim }) => claim.name === 'rlel-below-sa');

  test('their effects: by benchmark, where seeds are enough with an interval, over all at the top', () => {
    const figure = claimEffects(entries);
    if (typeof figure === 'string') throw new Error(figure);
    const [{ x, y, error_x }] = figure.data as Partial<PlotData>[];
    const { estimate, low, high } = entries[0].judgement.effect as { estimate: number; low: number; high: number };
    const pn = 100 * (Math.sqrt(0.8 * 1.2) - 1);
    expect([x, y]).toEqual([
      [expect.closeTo(pn, 8), expect.closeTo(-50, 8), expect.closeTo(-50, 8), estimate],
      ['PN', 'AE2', 'AE1', 'all (twin, quick)'],
    ]);
    expect(error_x).toMatchObject({ array: [0, expect.closeTo(0, 8), expect.closeTo(0, 8), high - estimate] });
    expect(figure.rows.map((row) => [row.over, row.low])).toEqual([
      ['PN', null],
      ['AE2', expect.closeTo(-50, 8)],
      ['AE1', expect.closeTo(-50, 8)],
      ['all (twin, quick)', low],
    ]);
    expect(claimEffects([])).toContain('no claim has one');
  });

  test('in words: verdict, test, effects', () => {
    const text = claimText(entries[0]);
    expect(text).toContain('### RLEL has a lower error than codes');
    expect(text).toContain('**inconclusive** by 24 runs, data twin (synthetic), profile quick.');
    expect(text).toContain('| AE1 | -50.00 | -50.00 to -50.00 |');
    expect(text).toContain('| PN | -2.02 | – |');
    const judgement = { ...entries[0].judgement, verdict: 'not run', effect: null, tests: [], parts: [] } as const;
    expect(claimText({ ...entries[0], judgement })).toContain('Needs: RLEL and SA with the same seeds');
  });
});

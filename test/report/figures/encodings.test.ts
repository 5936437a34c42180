import type { PlotData } from 'plotly.js';
import { describe, expect, test } from 'vitest';
import { claimText } from '../../../src/report/claims/claimText';
import { ledger } from '../../../src/report/claims/ledger';
import { claimEffects } from '../../../src/report/figures/claimEffects';
import { heatMaps } from '../../../src/report/figures/heatMap';
import { learnedEncodings } from '../../../src/report/figures/learnedEncodings';
import { mostVaried } from '../../../src/report/figures/mostVaried';
import { panels } from '../../../src/report/figures/panels';
import { r1Effect } from '../../../src/report/figures/r1Effect';
import { r2Effect } from '../../../src/report/figures/r2Effect';
import { withAndWithout } from '../../../src/report/figures/withAndWithout';
import { measuredEncoders } from '../../../src/report/measuredEncoders';
import { regularizedRuns } from '../../../src/report/regularizerRuns';
import { heatMapCells as cellsOf } from '../../support/heatMapCells';
import { seeds, studyOf } from '../../support/studies';

const RLEL = { benchmark: 'PN', method: 'rlel' } as const;
const thermometer = { levels: 4, width: 3, values: [0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1] };
const far = { levels: 4, width: 1, values: [0, 3, 6, 9] };
const zigzag = { levels: 4, width: 1, values: [0, 1, 0, 1] };

test('heat maps: % of the largest entry, one for each stretch of rows; what is missing stays missing', () => {
  const places = { x0: 1, dx: 1, y0: 10, dy: 5 };
  const [one, ...others] = heatMaps([1, -2, 4, 0, 3, 2], 2, 3, places, 'coloraxis2');
  expect(others).toEqual([]);
  expect(one).toMatchObject({ ...places, coloraxis: 'coloraxis2' });
  expect(cellsOf(one)).toEqual([
    [25, -50, 100],
    [0, 75, 50],
  ]);
  const parted = heatMaps([Number.NaN, 1, 2, Number.NaN, Number.NaN, -4], 6, 1, places, 'coloraxis');
  expect(parted.map((map) => [map.y0, cellsOf(map)])).toEqual([
    [15, [[25], [50]]],
    [35, [[-100]]],
  ]);
  expect(cellsOf(heatMaps([0, 0], 1, 2, places, 'coloraxis')[0])).toEqual([[0, 0]]);
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

test('effect of R1: a panel a β, distances in their own unit, violations marked, one scale', () => {
  const figure = r1Effect(
    grid(
      [
        [0, 0, zigzag],
        [0, 1, far],
      ],
      2,
    ),
  );
  if (typeof figure === 'string') throw new Error(figure);
  const traces = (figure.data as Partial<PlotData>[]).map(({ x, y, xaxis }) => [xaxis, x, y]);
  const line = [
    [0, 3],
    [0, 6],
  ];
  expect(traces).toEqual([
    ['x', expect.anything(), [1, 0, 1, 1, 0, 1]],
    ['x', [1, 2, 3], [1, 0, 1]],
    ['x', [1, 2, 3], [1, 0, 1]],
    ['x', ...line],
    ['x2', expect.anything(), [3, 6, 9, 9, 6, 3]],
    ['x2', [1, 2, 3], [3, 6, 9]],
    ['x2', [], []],
    ['x2', ...line],
  ]);
  const { yaxis, yaxis2 } = figure.layout;
  expect(yaxis?.range).toEqual(yaxis2?.range);
  expect(figure.layout.annotations?.map(({ text }) => text)).toEqual(['β = 0: 100 % nearer', 'β = 1: 0 % nearer']);
  expect(figure.rows[3]).toMatchObject({ benchmark: 'PN', beta: 1, gap: 1, distance: 3, pairs: 6, violated: 0 });
  expect(String(figure.rows[3].runs).split(' ')).toHaveLength(2);
  expect(r1Effect(grid([[0, 0, zigzag]]))).toContain('needs RLEL over a grid');
});

describe('with and without each regularizer', () => {
  const whole = () =>
    grid([
      [0, 0, zigzag],
      [0, 2, far],
      [0, 1, zigzag],
      [3, 0, thermometer],
      [3, 2, far],
    ]);

  test('E, D and distances, a row a setting with the largest weights, each column on one scale in its own unit', () => {
    const figure = withAndWithout(whole());
    if (typeof figure === 'string') throw new Error(figure);
    expect(figure.rows.map(({ setting }) => setting)).toEqual(['neither', 'R1 (β 2)', 'R2 (α 3)', 'both (α 3, β 2)']);
    expect(figure.data).toHaveLength(12);
    expect(figure.data.map((trace) => (trace as { coloraxis?: string }).coloraxis).slice(0, 4)).toEqual([
      'coloraxis',
      'coloraxis2',
      'coloraxis3',
      'coloraxis',
    ]);
    expect(cellsOf(figure.data[0])).toEqual([[-0.5], [0.5], [-0.5], [0.5]]);
    expect(cellsOf(figure.data[4])).toEqual([[0], [3], [6], [9]]);
    expect(cellsOf(figure.data[5])[0]).toEqual([0, 3, 6, 9]);
    expect(figure.layout).toMatchObject({ coloraxis3: { cmin: 0, cmax: 9 }, coloraxis: { cmin: -4.5, cmax: 4.5 } });
    expect(figure.caption).toContain('Our rendering');
  });

  test('one setting alone compares nothing', () => {
    expect(withAndWithout(grid([[1, 1, zigzag]]))).toContain('needs RLEL over a grid');
  });
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
    { benchmark: 'PN', alpha: 0, beta: 0, transitions: 3, runs: expect.stringMatching(/^\w+$/) },
    { benchmark: 'PN', alpha: 1, beta: 0, transitions: 1, runs: expect.stringMatching(/^\w+$/) },
  ]);
  expect(figure.layout.annotations?.[0].text).toBe('α = 0: 3.00 transitions a bit');
  expect(cellsOf(figure.data[0])).toEqual([[0], [1], [0], [1]]);
  expect(cellsOf(figure.data[1])).toEqual([
    [0, 0, 0],
    [0, 0, 1],
    [0, 1, 1],
    [1, 1, 1],
  ]);
  expect(figure.layout).toMatchObject({ coloraxis: { cmin: -1, cmax: 1 } });
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

  test('one forest plot: a line a claim, single benchmarks on it, the claimed side shaded', () => {
    const figure = claimEffects(entries);
    if (typeof figure === 'string') throw new Error(figure);
    const [parts, whole] = figure.data as Partial<PlotData>[];
    const { estimate, low, high } = entries[0].judgement.effect as { estimate: number; low: number; high: number };
    const pn = 100 * (Math.sqrt(0.8 * 1.2) - 1);
    expect([parts.x, parts.y, parts.text]).toEqual([
      [expect.closeTo(-50, 8), expect.closeTo(-50, 8), expect.closeTo(pn, 8)],
      [0, 0, 0],
      ['AE1', 'AE2', 'PN'],
    ]);
    expect([whole.x, whole.y]).toEqual([[estimate], [0]]);
    expect(whole.error_x).toMatchObject({ array: [high - estimate], arrayminus: [estimate - low] });
    const { shapes, xaxis, yaxis } = figure.layout;
    expect(shapes?.[0]).toMatchObject({ type: 'rect', x0: 0, x1: xaxis?.range?.[0], y0: -0.5, y1: 0.5 });
    expect(Number(shapes?.[0].x1)).toBeLessThan(low);
    expect(yaxis?.ticktext).toEqual(['rlel-below-sa']);
    expect(figure.rows.map((row) => [row.over, row.low])).toEqual([
      ['all', low],
      ['AE1', expect.closeTo(-50, 8)],
      ['AE2', expect.closeTo(-50, 8)],
      ['PN', null],
    ]);
    expect(String(figure.rows[3].runs).split(' ')).toHaveLength(4);
    expect(claimEffects([])).toContain('no claim has one');
  });

  test('effects of another unit have an axis of their own; where a claim says "above", the right is shaded', () => {
    const [entry] = entries;
    const slope = {
      ...entry,
      claim: { ...entry.claim, name: 'r1-slope', measures: 'change of the slope' },
      judgement: { ...entry.judgement, effect: { estimate: 1, low: 0.5, high: 1.5 }, parts: [] },
    };
    const figure = claimEffects([slope, entry, { ...entry, source: 'open' }]);
    if (typeof figure === 'string') throw new Error(figure);
    const { xaxis, xaxis2, yaxis, shapes } = figure.layout;
    expect([xaxis?.title, xaxis2?.title]).toMatchObject([{ text: '%' }, { text: 'change of the slope' }]);
    expect(yaxis?.ticktext).toEqual(['rlel-below-sa, twin quick', 'rlel-below-sa, open quick']);
    const ofSlope = shapes?.find(({ xref, type }) => xref === 'x2' && type === 'rect');
    expect(ofSlope).toMatchObject({ x0: 0, x1: xaxis2?.range?.[1] });
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

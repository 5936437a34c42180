import type { PlotData } from 'plotly.js';
import { expect, test } from 'vitest';
import type { Figure } from '../../../src/report/document';
import { idsOf } from '../../../src/report/evidence';
import { criticalDifference } from '../../../src/report/figures/criticalDifference';
import { errorByLabel } from '../../../src/report/figures/errorByLabel';
import { errorSurface } from '../../../src/report/figures/errorSurface';
import { labelHistogram } from '../../../src/report/figures/labelHistogram';
import { methodErrors } from '../../../src/report/figures/methodErrors';
import { predictedAgainstTrue } from '../../../src/report/figures/predictedAgainstTrue';
import { trainingCurves } from '../../../src/report/figures/trainingCurves';
import { trainingSize } from '../../../src/report/figures/trainingSize';
import { columnData } from '../../support/steering';
import { seeds, studyOf } from '../../support/studies';

const PN = { benchmark: 'PN' } as const;
const RLEL = { ...PN, method: 'rlel' } as const;
const NONE = studyOf(seeds({ ...RLEL, change: { settings: { theta: 5 } } }, [4]));

/** @throws when there is a reason in its place. */
function drawn(figure: Figure | string): Figure & { readonly traces: readonly Partial<PlotData>[] } {
  if (typeof figure === 'string') throw new Error(figure);
  return { ...figure, traces: figure.data as Partial<PlotData>[] };
}

test('errors of each run, in % of its constant predictor’s', () => {
  const study = studyOf([
    ...seeds({ ...RLEL, constant: 8 }, [4, 6]),
    ...seeds({ benchmark: 'AE1', method: 'direct', constant: 20 }, [5]),
  ]);
  const { traces, rows } = drawn(methodErrors(study));
  expect(rows.map(({ run }) => run).sort()).toEqual(idsOf(study.runs).sort());
  expect(rows).toMatchObject([
    { benchmark: 'AE1', method: 'direct', seed: 1, error: 5, relative: 25 },
    { benchmark: 'PN', method: 'rlel', seed: 1, error: 4, relative: 50 },
    { benchmark: 'PN', method: 'rlel', seed: 2, error: 6, relative: 75 },
  ]);
  expect(traces.map(({ name, y }) => [name, y])).toEqual([
    ['Direct regression', [25]],
    ['RLEL', [50, 75]],
  ]);
  expect(methodErrors(NONE)).toContain('needs runs');
});

test('ranks over benchmarks, and the ledger’s verdicts beside them', () => {
  const study = studyOf(
    ['PN', 'AE1'].flatMap((benchmark) => [
      ...seeds({ benchmark, method: 'rlel' }, [1, 1]),
      ...seeds({ benchmark, method: 'sa' }, [benchmark === 'PN' ? 2 : 3]),
      ...seeds({ benchmark, method: 'ae' }, [benchmark === 'PN' ? 3 : 2]),
      ...(benchmark === 'PN' ? seeds({ benchmark, method: 'frozen' }, [1]) : []), // a control has no rank
    ]),
  );
  const { rows, traces } = drawn(criticalDifference(study));
  expect(rows).toHaveLength(3);
  expect(rows.map(({ method, rank }) => [method, rank])).toEqual(
    expect.arrayContaining([
      ['rlel', 1],
      ['sa', 2.5],
      ['ae', 2.5],
    ]),
  );
  expect(rows.find(({ method }) => method === 'sa')).toMatchObject({ claim: 'rlel-below-sa', verdict: 'inconclusive' });
  expect(traces.at(-1)).toMatchObject({ x: [1], y: ['RLEL'] });
  expect(criticalDifference(NONE)).toContain('needs at least two benchmarks');
});

test('error by label: parts of as many samples, with their mean label and error', () => {
  const study = studyOf([...seeds(RLEL, [4, 6]), ...seeds({ benchmark: 'FLD1', method: 'rlel' }, [1])]);
  const { rows, traces } = drawn(errorByLabel(study));
  // labels 24 … 39 of two runs each, in eight parts
  expect(rows.map(({ label }) => label)).toEqual([24.5, 26.5, 28.5, 30.5, 32.5, 34.5, 36.5, 38.5]);
  for (const { benchmark, method, error } of rows) expect([benchmark, method, error]).toEqual(['PN', 'rlel', 5]);
  expect(traces).toHaveLength(1);
  expect(errorByLabel(studyOf(seeds({ benchmark: 'FLD1', method: 'rlel' }, [1])))).toContain('needs runs on');
});

test('error over α × β: means over seeds, LEL at the origin, blanks where nothing was run', () => {
  const at = (alpha: number, beta: number, errors: number[]) =>
    seeds({ ...RLEL, change: { settings: { alpha, beta } } }, errors);
  const pair = ['lel', 'rlel'].flatMap((method) => seeds({ benchmark: 'AE1', method }, [4]));
  expect(errorSurface(studyOf(pair))).toContain('needs RLEL over a grid');
  const study = studyOf([
    ...pair,
    ...seeds({ ...PN, method: 'lel' }, [8, 8]),
    ...at(0, 1, [5, 6]),
    ...at(1, 0, [4]),
    ...at(1, 2, [3]),
  ]);
  const { traces, rows } = drawn(errorSurface(study));
  expect(traces[0]).toMatchObject({
    x: ['0', '1', '2'],
    y: ['0', '1'],
    z: [
      [8, 5.5, null],
      [4, null, 3],
    ],
  });
  expect(rows[1]).toMatchObject({ benchmark: 'PN', alpha: 0, beta: 1, error: 5.5, seeds: 2 });
  expect(String(rows[1].runs).split(' ')).toHaveLength(2);
  expect(errorSurface(NONE)).toContain('needs RLEL over a grid');
});

test('training curves: validation errors of each epoch, means over seeds', () => {
  const { rows, traces } = drawn(trainingCurves(studyOf(seeds(RLEL, [4, 6]))));
  expect(rows).toEqual([
    { benchmark: 'PN', method: 'rlel', epoch: 1, error: 10 },
    { benchmark: 'PN', method: 'rlel', epoch: 2, error: 5 },
  ]);
  expect(traces[0]).toMatchObject({ name: 'RLEL', x: [1, 2], y: [10, 5] });
  expect(trainingCurves(NONE)).toContain('needs runs');
});

test('error against the size of the training set: only runs that differ in it, and in how long they train', () => {
  const part = (trainFraction: number, epochs: number) => ({ settings: { trainFraction, epochs } });
  const study = studyOf([
    ...seeds(RLEL, [4, 5]),
    ...seeds({ ...RLEL, change: part(0.5, 18) }, [6]),
    ...seeds({ ...RLEL, change: part(0.2, 45) }, [7, 9]),
    ...seeds({ ...RLEL, change: { settings: { trainFraction: 0.1, theta: 5 } } }, [99]),
    ...seeds({ benchmark: 'AE1', method: 'rlel' }, [3]),
  ]);
  const { rows, traces } = drawn(trainingSize(study));
  expect(rows.map(({ fraction, error, seeds: count }) => [fraction, error, count])).toEqual([
    [0.2, 8, 2],
    [0.5, 6, 1],
    [1, 4.5, 2],
  ]);
  expect(traces).toHaveLength(1);
  expect(traces[0]).toMatchObject({
    x: [0.2, 0.5, 1],
    y: [8, 6, 4.5],
    error_y: { array: [Math.SQRT2, 0, Math.SQRT1_2] },
  });
  expect(trainingSize(NONE)).toContain('needs LEL, BEL and RLEL');
});

test('predicted against true: each test image a point, the unit of pixels for landmarks', () => {
  const [run] = studyOf(seeds(RLEL, [4])).runs;
  const { traces, rows, layout } = { ...drawn(predictedAgainstTrue([run])) };
  expect(traces[0]).toMatchObject({ x: [24, 39], y: [24, 39] });
  expect(traces[1].x).toEqual(Array.from({ length: 16 }, (_, i) => 24 + i));
  expect(traces[1].y).toEqual(Array.from({ length: 16 }, (_, i) => 28 + i));
  expect(rows[0]).toEqual({ method: 'rlel', image: '4.jpg', truth: 24, prediction: 28 });
  expect(layout.xaxis).toMatchObject({ title: { text: 'true angle, degrees' } });
  const face = predictedAgainstTrue(studyOf(seeds({ benchmark: 'FLD1', method: 'rlel' }, [1])).runs);
  expect(face.layout.xaxis).toMatchObject({ title: { text: 'true x0, pixels' } });
});

test('predicted against true: of points that lie on one another one is shown; rows have all', () => {
  const [run] = studyOf(seeds(RLEL, [4])).runs;
  // labels from 0 to 120, each of a cell of its own; predictions 0 and 2, in neighbouring cells
  const test = Array.from({ length: 480 }, (_, i) => ({
    ...run.samples()[0],
    truth: [i % 121],
    prediction: [i < 242 ? 0 : 2],
  }));
  const { traces, rows } = drawn(predictedAgainstTrue([{ ...run, samples: () => test }]));
  expect(traces[0].x).toEqual([0, 120]);
  const labels = Array.from({ length: 121 }, (_, k) => k);
  expect(traces[1].x).toEqual([...labels, ...labels]);
  expect(traces[1].y).toEqual([...new Array(121).fill(0), ...new Array(121).fill(2)]);
  expect(traces[1].text).toHaveLength(242);
  expect(rows).toHaveLength(480);
});

test('label histogram: shares of the training and the test set; labels beyond the range count for its ends', () => {
  const data = {
    ...columnData(),
    samples: [-50, -10, 0, 10, 100].map((value, i) => ({ id: `${i}`, values: [value] })),
    split: { train: Int32Array.of(0, 1, 2, 3), validation: Int32Array.of(), test: Int32Array.of(2, 4) },
  };
  const { rows, traces } = drawn(
    labelHistogram('PN', data, [{ name: 'angle', outputs: 1, range: [-16, 16], levels: 33 }]),
  );
  const filled = rows.filter(({ share }) => share !== 0);
  expect(filled).toEqual([
    { part: 'train', name: 'angle', middle: -15.5, share: 25 },
    { part: 'train', name: 'angle', middle: -9.5, share: 25 },
    { part: 'train', name: 'angle', middle: 0.5, share: 25 },
    { part: 'train', name: 'angle', middle: 10.5, share: 25 },
    { part: 'test', name: 'angle', middle: 0.5, share: 50 },
    { part: 'test', name: 'angle', middle: 15.5, share: 50 },
  ]);
  expect(traces.map(({ name }) => name)).toEqual(['train', 'test']);
});

test('label histogram of landmarks: all x and all y, on the grid of 256 over the face', () => {
  const crop = { centre: [50, 60] as const, side: 100 };
  const data = {
    ...columnData(),
    samples: [{ id: '0', crop, values: [0, 10, 100, 60] }],
    split: { train: Int32Array.of(0), validation: Int32Array.of(), test: Int32Array.of(0) },
  };
  const { rows } = labelHistogram('FLD1', data, [{ name: 'coordinates', outputs: 4, range: [0, 256], levels: 257 }]);
  const filled = rows.filter(({ part, share }) => part === 'train' && share !== 0);
  // x: 0 and 100 are the square's edges; y: 10 is its upper edge, 60 its middle
  expect(filled.map(({ name, middle }) => [name, middle])).toEqual([
    ['x', 4],
    ['x', 252],
    ['y', 4],
    ['y', 132],
  ]);
});

import type { PlotData } from 'plotly.js';
import { expect, test } from 'vitest';
import { regularizerGrid, regularizerSteps } from '../../../src/report/figures/regularizerSteps';
import { heatMapCells } from '../../support/heatMapCells';
import { seeds, studyOf } from '../../support/studies';

const RLEL = { benchmark: 'PN', method: 'rlel' } as const;
const thermometer = { levels: 4, width: 3, values: [0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1] };
const zigzag = { levels: 4, width: 1, values: [0, 1, 0, 1] };

/** RLEL over a grid, a code by its weights. */
const grid = (points: readonly (readonly [alpha: number, beta: number, code: typeof zigzag])[]) =>
  studyOf(
    points.flatMap(([alpha, beta, encoder]) => seeds({ ...RLEL, encoder, change: { settings: { alpha, beta } } }, [4])),
  );

/** The traces that two controls let be seen. */
function shownBy({ data, layout }: ReturnType<typeof regularizerSteps>, alpha: number, beta: number): number[] {
  type Control = { steps: { label: string; args: [{ visible?: boolean[]; opacity?: number[] }] }[] };
  const chosen = (control: Control, value: number) =>
    control.steps.filter(({ label }) => label === String(value)).map(({ args }) => args[0]);
  const [first, second] = (layout as { sliders: Control[] }).sliders;
  const [[{ visible }], [{ opacity }]] = [chosen(first, alpha), chosen(second, beta)];
  return data.flatMap((_, i) => (visible?.[i] && opacity?.[i] ? [i] : []));
}

test('two controls show one run each, on axes that do not move, with the line that R1 asks for', () => {
  const figure = regularizerSteps(
    grid([
      [1, 0, thermometer],
      [0, 0.5, thermometer],
      [0, 0, zigzag],
    ]),
  );
  const { data, layout, rows } = figure;
  expect(rows.map(({ alpha, beta, error }) => [alpha, beta, error])).toEqual([
    [0, 0, 4],
    [0, 0.5, 4],
    [1, 0, 4],
  ]);
  expect(data).toHaveLength(15); // E, D, line, distances, error
  expect(shownBy(figure, 0, 0)).toEqual([0, 1, 2, 3, 4]);
  expect(shownBy(figure, 0, 0.5)).toEqual([5, 6, 7, 8, 9]);
  expect(shownBy(figure, 1, 0)).toEqual([10, 11, 12, 13, 14]);
  expect(shownBy(figure, 1, 0.5)).toEqual([]); // not run
  const first = data.flatMap((trace, i) => ((trace as PlotData).visible && (trace as PlotData).opacity > 0 ? [i] : []));
  expect(first).toEqual([0, 1, 2, 3, 4]);
  expect(heatMapCells(data[0])).toEqual([[-100], [100], [-100], [100]]);
  expect(data[2]).toMatchObject({ x: [0, 100], y: [0, 200] });
  expect(data[8]).toMatchObject({ x: [1, 2, 3], y: [1, 2, 3] });
  expect(layout).toMatchObject({ coloraxis: { cmin: -100, cmax: 100 } });
  expect(layout.yaxis3).toMatchObject({ range: [0, expect.closeTo(3.15, 8)] });
  const several = studyOf([
    { benchmark: 'AE1', method: 'rlel', seed: 1, error: 4 },
    ...[1, 2].map((seed) => ({ ...RLEL, seed, error: 4, change: { settings: { alpha: 0.1 } } })),
    { ...RLEL, seed: 2, error: 4, change: { settings: { alpha: 1 } } },
  ]);
  expect(regularizerSteps(several)).toMatchObject({
    title: expect.stringMatching(/^PN/),
    caption: expect.stringMatching(/^Seed 2\./),
    rows: [{ alpha: 0.1 }, { alpha: 1 }],
  });
  expect(() => regularizerSteps(studyOf(seeds({ ...RLEL, method: 'sa' }, [4])))).toThrow('needs runs of RLEL');
});

test('small multiples: a row an α, a column a β, each with its error; what was not run is empty', () => {
  const study = grid([
    [1, 0, thermometer],
    [0, 0.5, thermometer],
    [0, 0, zigzag],
  ]);
  const { data, layout } = regularizerGrid(study, 'encoder');
  expect(layout.annotations?.map(({ text }) => text)).toEqual([
    'α 0, β 0: MAE 4.00',
    'α 0, β 0.5: MAE 4.00',
    'α 1, β 0: MAE 4.00',
    'α 1, β 0.5: not run',
  ]);
  expect(layout.grid).toMatchObject({ rows: 2, columns: 2 });
  expect(data.map((trace) => (trace as PlotData).xaxis)).toEqual(['x', 'x2', 'x3']);
  expect(regularizerGrid(study, 'distances').data).toHaveLength(6);
  expect(() => regularizerGrid(study, 'errors' as 'encoder')).toThrow('expected one of encoder, decoding, distances');
});

import type { PlotData } from 'plotly.js';
import { describe, expect, test } from 'vitest';
import { annealedCode } from '../../../src/encodings/annealed';
import { BEL_FAMILIES, belCode } from '../../../src/encodings/bel';
import { bitOrder, encodingPanels, levelAxis, seenLevels } from '../../../src/report/figures/encodingPanels';
import { heatMapCells } from '../../support/heatMapCells';
import { seeds, studyOf } from '../../support/studies';

const NONE = Number.NaN;
const columns = (rows: readonly (readonly number[])[]): string[] =>
  rows[0].map((_, m) => rows.map((row) => row[m]).join());

test('bits are in the order of where they switch; those that never do are last', () => {
  expect(bitOrder({ levels: 4, width: 4, values: [0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1] })).toEqual([
    2, 3, 1, 0,
  ]);
  // switches between levels 0 and 2, of which none lies between
  expect(bitOrder({ levels: 4, width: 2, values: [0, 0, NONE, NONE, 0, 1, 1, 1] })).toEqual([1, 0]);
  // twice as much late as early
  expect(bitOrder({ levels: 4, width: 2, values: [0, 0, 1, 0, 1, 1, 3, 1] })).toEqual([1, 0]);
});

describe('binary codes are drawn as they are, but for the order of bits', () => {
  const codes = [
    ...BEL_FAMILIES.flatMap((family) => [8, 32, 101].map((levels) => belCode(family, levels))),
    annealedCode({ levels: 12, width: 20, seed: 1, sweeps: 2 }),
  ];
  test.each(codes)('code %#', (code) => {
    const { data, layout } = encodingPanels({ code });
    const { levels, width, values } = code;
    const rows = Array.from({ length: levels }, (_, n) => [...values.slice(n * width, (n + 1) * width)]);
    const drawn = heatMapCells(data[0]).map((row) => row.map((cell) => (cell + 100) / 200));
    expect(columns(drawn).sort()).toEqual(columns(rows).sort());
    expect(layout).toMatchObject({ coloraxis: { colorbar: { ticktext: ['bit 0', 'bit 1'] } } });
  });
});

test('levels that never occur are cut off, those between are blank, in all codes of as many levels', () => {
  const encoder = { levels: 6, width: 1, values: [NONE, 1, NONE, 3, NONE, NONE] };
  const decoding = { levels: 6, width: 1, values: [9, 9, 9, -9, -9, -9] };
  expect(seenLevels([encoder, decoding])).toMatchObject({ first: 1, last: 3 });
  const axis = { title: 'age, years', range: [10, 60] as const };
  const { data, layout } = encodingPanels({ encoder, decoding }, { axis, sameBits: true });
  // a map for each stretch of levels
  expect(data.map(heatMapCells)).toEqual([[[-100]], [[100]], [[100]], [[-100]]]);
  expect(data.map((trace) => [(trace as PlotData).xaxis, (trace as PlotData).y0])).toEqual([
    ['x', 20],
    ['x', 40],
    ['x2', 20],
    ['x2', 40],
  ]);
  for (const trace of data) expect(trace).toMatchObject({ dy: 10, x0: 1, dx: 1, coloraxis: 'coloraxis' });
  expect(layout.yaxis).toMatchObject({ title: { text: 'age, years' } });
  expect(layout.annotations?.map(({ text }) => text)).toEqual(['encoder (±1.0)', 'decoding (±9.0)']);
  expect(layout).toMatchObject({
    coloraxis: { cmin: -100, cmax: 100, colorbar: { ticktext: ['−100 %', '0', '100 %'] } },
  });
});

test('with sameBits all codes have the order of the first', () => {
  const first = { levels: 3, width: 2, values: [0, 0, 0, 1, 1, 1] };
  const second = { levels: 3, width: 2, values: [5, 0, 0, 0, 0, 4] };
  const cells = (sameBits: boolean) => heatMapCells(encodingPanels({ first, second }, { sameBits }).data[1]);
  expect(cells(true)[0].map(Math.sign)).toEqual([-1, 1]);
  expect(cells(false)[0].map(Math.sign)).toEqual([1, -1]);
});

test('the levels of a run have their label’s name and unit', () => {
  const axisOf = (benchmark: string) => levelAxis(studyOf(seeds({ benchmark, method: 'rlel' }, [4])).runs[0]);
  expect(axisOf('PN')).toEqual({ title: 'angle, degrees', range: [-100, 100] });
  expect(axisOf('FLD1').title).toBe('x of point 1, of 256');
});

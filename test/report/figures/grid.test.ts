import { expect, test } from 'vitest';
import { toPlan } from '../../../src/plans/plan';
import { gridFigure, gridOf } from '../../../src/report/figures/gridFigure';
import { errorsOnly, seeds } from '../../support/studies';

const plan = (grid: object, methods = ['rlel']) =>
  gridOf(
    toPlan({ name: 'mine', groups: [{ why: 'a figure', benchmarks: ['PN'], methods, seeds: [1, 2], grid }] }, 'mine'),
  );
const run = (settings: Readonly<Record<string, unknown>>, errors: number[], method = 'rlel') =>
  seeds({ benchmark: 'PN', method, change: { settings } }, errors);

test('one setting: a line a method, numbers in their order', () => {
  const study = errorsOnly([
    ...run({ theta: 100 }, [3, 5]),
    ...run({ theta: 5 }, [6, 8]),
    ...run({ theta: 5 }, [9], 'lel'),
    ...run({ theta: 7, epochs: 2 }, [1]), // not of this plan
  ]);
  const figure = gridFigure(study, plan({ theta: [5, 100] }, ['rlel', 'lel']));
  if (typeof figure === 'string') throw new Error(figure);
  expect(figure.rows).toEqual([
    { benchmark: 'PN', method: 'rlel', theta: '100', error: 4, std: Math.SQRT2, seeds: 2 },
    { benchmark: 'PN', method: 'rlel', theta: '5', error: 7, std: Math.SQRT2, seeds: 2 },
    { benchmark: 'PN', method: 'lel', theta: '5', error: 9, std: null, seeds: 1 },
  ]);
  expect(figure.data.map(({ name }) => name)).toEqual(['RLEL', 'LEL']);
  expect(figure.layout.xaxis).toMatchObject({ title: { text: 'theta' }, categoryarray: ['5', '100'] });
});

test('two settings: a heat map; a third: one for each of its values', () => {
  const errors = [1, 2, 3, 4, 5, 6, 7, 8];
  const points = errors.map((error, i) => ({
    theta: i & 1 ? 5 : 20,
    levels: i & 2 ? 11 : 21,
    epochs: i & 4 ? 2 : 3,
    error,
  }));
  const study = errorsOnly(points.flatMap(({ error, ...settings }) => run(settings, [error])));
  const two = gridFigure(study, plan({ theta: [5, 20], levels: [11, 21], epochs: [2, 3] }));
  if (typeof two === 'string') throw new Error(two);
  expect(two.data.map(({ type }) => type)).toEqual(['heatmap', 'heatmap']);
  expect(two.layout.annotations?.map(({ text }) => text)).toEqual(['PN, RLEL, epochs 3', 'PN, RLEL, epochs 2']);
});

test('no runs in which a setting differs: it says what it needs', () => {
  expect(gridFigure(errorsOnly(run({ theta: 5 }, [6])), plan({ theta: [5, 20] }))).toBe(
    'mine: needs finished runs in which a setting of theta differs.',
  );
});

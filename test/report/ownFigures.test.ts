import { expect, test } from 'vitest';
import { drawOwn, type OwnFigure } from '../../src/report/ownFigures';
import { seeds, studyOf } from '../support/studies';

const study = studyOf(seeds({ benchmark: 'PN', method: 'rlel' }, [4]));
const table = { kind: 'table', name: 't', title: 'T', caption: '', columns: [{ key: 'a', label: 'A' }], rows: [] };
const figure = { kind: 'figure', name: 'f', title: 'F', caption: '', data: [], layout: {}, rows: [] };
const drawn = (value: unknown) => drawOwn({ name: 'own', draw: () => value } as OwnFigure, study);

test('a table, a figure, a text or nothing', () => {
  for (const value of [table, figure, 'needs runs', null]) expect(drawn(value)).toBe(value);
});

test.each([
  [undefined, 'Figure "own": undefined, expected a figure or table with kind'],
  [[], 'Figure "own": an array of 0'],
  [{ ...table, kind: 'plot' }, 'Figure "own": kind: "plot", expected one of figure, table'],
  [{ ...table, columns: [] }, 'Figure "own": columns'],
  [{ ...figure, rows: undefined }, 'Figure "own": rows'],
  [{ ...figure, data: {} }, 'Figure "own": data'],
  [{ ...figure, layout: null }, 'Figure "own": layout'],
])('what is neither is refused by the figure’s name: %j', (value, message) => {
  expect(() => drawn(value)).toThrow(message);
});

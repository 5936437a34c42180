import { afterAll, describe, expect, test } from 'vitest';
import { belCode } from '../../src/encodings/bel';
import { RlelError } from '../../src/errors';
import { closeFigurePage } from '../../src/notebook/figurePicture';
import { display } from '../../src/notebook/kernel';
import { show } from '../../src/notebook/show';
import type { Table } from '../../src/report/document';
import { landmarkDots } from '../../src/report/landmarkDots';
import { browserPath } from '../../src/report/output/browser';
import { colours, pixel, rawImage } from '../support/images';
import { fakeKernel } from './fakeKernel';

const shown = fakeKernel();
afterAll(closeFigurePage);

/** Of the last output: the pixel at a place. */
async function shownPixels() {
  const image = await rawImage(Buffer.from(shown.at(-1)?.data['image/jpeg'] as string, 'base64'));
  return { ...image, colour: (x: number, y: number) => pixel(image, x, y) };
}

test('outside a notebook, showing says which kernel has what it needs', () => {
  const globals = globalThis as { [key: symbol]: unknown };
  const kernel = globals[Symbol.for('rlel.kernel')];
  delete globals[Symbol.for('rlel.kernel')];
  expect(() => display({ data: {} })).toThrow(RlelError);
  expect(() => show.progress('x')).toThrow(/kernel "TypeScript \(rlel\)"/);
  globals[Symbol.for('rlel.kernel')] = kernel;
});

describe('tables', () => {
  const table: Table = {
    kind: 'table',
    name: 't',
    title: 'Errors',
    caption: 'Of <all> runs',
    columns: [
      { key: 'method', label: 'method' },
      { key: 'error', label: 'error & more' },
    ],
    rows: [
      { method: 'rlel', error: { value: 3.549, digits: 2, std: 0.1, mark: 'best' } },
      { method: 'direct', error: null },
    ],
  };

  test('of the report: HTML with the best in bold, and text', () => {
    show.table(table);
    const { 'text/html': html, 'text/plain': text } = shown[0].data as Record<string, string>;
    expect(html).toContain('<strong>3.55 ± 0.10</strong>');
    expect(html).toContain('error &amp; more');
    expect(html).toContain('Of &lt;all&gt; runs');
    expect(text.split('\n')).toEqual([
      'Errors',
      'method  error & more',
      'rlel    3.55 ± 0.10',
      'direct  –',
      'Of <all> runs',
    ]);
  });

  test('of the report: what is the same in every row is said once, in the caption', () => {
    const columns = [...table.columns, { key: 'profile', label: 'Profile' }];
    show.table({ ...table, columns, rows: table.rows.map((row) => ({ ...row, profile: 'quick' })) });
    const { 'text/plain': text } = shown[0].data as Record<string, string>;
    expect(text.split('\n')).toContain('method  error & more');
    expect(text).toMatch(/Of <all> runs In every row: Profile quick\.$/);
  });

  test('a DataFrame and the records that it is made of look alike; long ones are cut', () => {
    const records = Array.from({ length: 40 }, (_, i) => ({ name: `n${i}`, value: i / 3 }));
    show.table(records);
    show.table({ columns: ['name', 'value'], values: records.map(({ name, value }) => [name, value]) });
    expect(shown[1].data).toEqual(shown[0].data);
    expect(shown[0].data['text/plain']).toMatch(/^name {2}value\nn0 {4}0\.000\nn1 {4}0\.333\n(.*\n)*10 more rows$/);
  });
});

test('numbers of a column have as many decimals each, unless that would hide one', () => {
  show.table([
    { count: 3, error: 21.678, beta: 0, tiny: 1000.5 },
    { count: 10, error: 22, beta: 0.01, tiny: 1e-4 },
  ]);
  const [, ...rows] = (shown[0].data['text/plain'] as string).split('\n').map((line) => line.split(/ +/));
  expect(rows).toEqual([
    ['3', '21.68', '0.00', '1001'],
    ['10', '22.00', '0.01', '0.0001'],
  ]);
});

describe('source', () => {
  const text = () => shown[0].data['text/markdown'] as string;

  test('of a function, with its comment and its lines', () => {
    show.source('src/losses/decoding.ts', 'argmaxLevel');
    expect(text()).toMatch(
      /^<details><summary><code>argmaxLevel<\/code>: src\/losses\/decoding\.ts, lines \d+ to \d+<\/summary>\n\n```ts\n\/\*\*\n \* Most likely level(.*\n)+ \*\/\nexport function argmaxLevel.*\n(.*\n)+}\n```\n\n<\/details>$/,
    );
  });

  test('of a method, moved to the left, and of a function with its parameters on lines of their own', () => {
    show.source('src/labels/labelSpace.ts', 'toLevel');
    expect(text()).toMatch(
      /```ts\n\/\*\* .*\ntoLevel\(value: number\): number {\n {2}requireNumeric.*\n {2}return .*\n}\n```\n\n<\/details>\n?$/,
    );
    show.source('src/statistics/bca.ts', 'bcaInterval');
    expect(shown[1].data['text/markdown']).toMatch(/\n\): Interval {\n(.*\n)+ {2}return { estimate.*\n}\n```\n/);
  });

  test('that is not there', () => {
    expect(() => show.source('src/losses/none.ts', 'x')).toThrow('src/losses/none.ts: cannot be read');
    expect(() => show.source('src/losses/decoding.ts', 'none')).toThrow('src/losses/decoding.ts: declares no none');
  });
});

test('codes are a figure, with levels by their values where an axis says them', async () => {
  await show.encoding({ U: belCode('U', 4) }, { title: 'Unary', axis: { title: 'angle, °', range: [-30, 30] } });
  const [{ data }, caption] = shown;
  expect(data['application/vnd.plotly.v1+json']).toMatchObject({
    data: [{ type: 'heatmap', y0: -30, dy: 20 }],
    layout: { title: { text: 'Unary' }, yaxis: { title: { text: 'angle, °' } } },
  });
  expect(caption.data['text/plain']).toContain('in the order of where bits switch');
  const codes = { four: belCode('U', 4), eight: belCode('U', 8) };
  await expect(show.encoding(codes, { sameBits: true })).rejects.toThrow('not the same number of bits');
}, 60_000);

describe('pictures', () => {
  test('a gallery has the images in their colours, with what is drawn over them, in the room that they are given', async () => {
    const grey = { width: 160, height: 100, pixels: new Uint8Array(3 * 160 * 100).fill(90) };
    await show.gallery([
      { picture: grey, caption: 'plain' },
      { picture: grey, caption: 'landmark', over: ({ scale }) => landmarkDots([80, 50], scale, 3, '#ff0000') },
    ]);
    const { colour } = await shownPixels();
    for (const value of colour(80, 50)) expect(Math.abs(value - 90)).toBeLessThan(3);
    const [red, green] = colour(160 + 12 + 80, 50);
    expect(red - green).toBeGreaterThan(100);
    expect(shown[0].data['text/plain']).toBe('2 images: plain; landmark');
    await show.gallery([{ picture: grey, caption: '', room: [320, 320] }]);
    expect(await shownPixels()).toMatchObject({ width: 320, height: 200 + 20 });
    await expect(show.gallery([])).rejects.toThrow(RlelError);

    const many = Uint8Array.from({ length: 3 * 160 * 100 }, (_, i) => [i / 3 / 160, i % 480, 128][i % 3]);
    await show.gallery([{ picture: { ...grey, pixels: many }, caption: 'colours' }]);
    expect(colours(await shownPixels()).size).toBeGreaterThan(1000);
  });
});

describe('figures', () => {
  const figure = { title: 'Errors', data: [{ type: 'bar' as const, x: ['a'], y: [1] }], caption: 'Of all' };

  test.skipIf(browserPath() === null)(
    'are Plotly’s and a picture in one output',
    async () => {
      await show.figure(figure);
      await show.figure(figure);
      const [{ data }, caption, again] = shown;
      expect(data['application/vnd.plotly.v1+json']).toMatchObject({
        data: figure.data,
        layout: { title: { text: 'Errors' } },
      });
      expect(data['image/svg+xml']).toMatch(/^<svg .*width="800".*>Errors<.*<\/svg>$/s);
      expect(again.data).toEqual(data);
      expect(caption.data['text/plain']).toContain('Of all');
    },
    60_000,
  );

  test.skipIf(browserPath() === null)(
    'with sliders: the picture has what is seen first, the output all',
    async () => {
      const bars = [1, 0].map((opacity) => ({
        type: 'bar' as const,
        name: `bar ${opacity}`,
        x: ['a'],
        y: [1],
        opacity,
      }));
      const layout = {
        showlegend: true,
        sliders: [{ steps: [{ label: 'first', method: 'restyle' as const, args: [] }] }],
      };
      await show.figure({ title: 'Seen', data: bars, layout });
      await show.figure({ title: 'Seen', data: bars, layout: { showlegend: true } });
      const [{ data }, { data: whole }] = shown;
      expect(data['application/vnd.plotly.v1+json']).toMatchObject({ data: bars });
      expect(data['image/svg+xml']).toContain('bar 1');
      expect(data['image/svg+xml']).not.toContain('bar 0');
      expect(whole['image/svg+xml']).toContain('bar 0');
    },
    60_000,
  );

  test('of the report that cannot be made say why', async () => {
    await show.figure('Needs runs.');
    expect(shown[0].data['text/markdown']).toBe('*No figure.* Needs runs.');
  });
});

test('progress is one output that is replaced', async () => {
  const bar = show.progress('Training');
  await new Promise((resolve) => setTimeout(resolve, 250));
  bar.onProgress({
    candidate: 'rlel',
    fraction: 0.5,
    epoch: 1,
    epochs: 4,
    step: 0,
    steps: 9,
    loss: 2,
    validationError: 3,
  });
  bar.done('Trained');
  expect(shown.map(({ update }) => update)).toEqual([false, true, true]);
  expect(new Set(shown.map(({ id }) => id)).size).toBe(1);
  expect(shown[1].data['text/plain']).toBe('Training · 50 % · rlel, epoch 2 of 4, loss 2.00, validation error 3.00');
  expect(shown[2].data['text/plain']).toBe('Trained');
});

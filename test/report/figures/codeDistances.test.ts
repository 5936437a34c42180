import { expect, test } from 'vitest';
import { belCode } from '../../../src/encodings/bel';
import { codeDistances } from '../../../src/report/figures/codeDistances';

/** Of what Plotly draws. */
interface Trace {
  readonly name: string;
  readonly x: number[];
  readonly y: number[];
}

const signed = (code: ReturnType<typeof belCode>) => ({
  ...code,
  values: Float64Array.from(code.values, (bit) => 2 * bit - 1),
});

test('distances are in the codes’ own unit: unary codes grow with the label, Hadamard codes are equally far apart', () => {
  const { data } = codeDistances({ unary: belCode('U', 5), hadamard: belCode('HAD', 8) });
  const [unary, hadamard] = data as Trace[];
  expect(unary.y).toEqual([1, 2, 3, 4]);
  expect(hadamard.y).toEqual(Array(7).fill(4));
});

test('the line 2|i − j|, and where pairs are nearer than it', () => {
  const { data } = codeDistances({ bits: belCode('U', 5), signs: signed(belCode('U', 5)) });
  const [, , bits, signs, line] = data as Trace[];
  expect([bits.x, bits.y]).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
  ]);
  expect(signs.x).toEqual([]);
  expect([line.x, line.y]).toEqual([
    [0, 4],
    [0, 8],
  ]);
});

test('levels that were never seen are passed over, and distances that hardly any pair has', () => {
  const of = (values: number[]) => {
    const { rows } = codeDistances({ learned: { levels: values.length, width: 1, values } });
    return rows.map(({ gap, distance }) => [gap, distance]);
  };
  expect(of([0, Number.NaN, 2, 3, 4])).toEqual([1, 2, 3, 4].map((gap) => [gap, gap]));
  expect(of([0, Number.NaN, 2, Number.NaN, 4])).toEqual([2, 4].map((gap) => [gap, gap]));
});
